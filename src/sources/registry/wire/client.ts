import type { GenericSchema } from "valibot";
import { ApiError } from "../../../http/apiError";
import type { HttpClient } from "../../../http/httpClient";
import type { HttpRequest } from "../../../http/httpRequest";
import type { Query } from "../../../http/requestPath";
import { pathSegment } from "../../../http/requestPath";
import { parseWire } from "../../shared/parseWire";
import { costSchema } from "./costWire";
import { lineageSchema } from "./lineageWire";
import type { Artifact, ArtifactType, Cost, Lineage, Rating, StoredArtifact } from "./model";
import type { ArtifactKey } from "./operations";
import { artifactPath, LIST_PATH, reportPath } from "./operations";
import { ratingSchema } from "./ratingWire";
import { nextOffset, parseArtifacts, parseStoredArtifact } from "./wire";
import type { CallOptions } from "../../contract/entry";
import { givenOn } from "../../shared/unread";
import type { ListPage, WholeList } from "../../contract/listPage";

interface ListQuery {
  readonly types: readonly ArtifactType[];
  /** `next` of the page before; absent for the first page. */
  readonly offset?: string | undefined;
}

/** The operations of the registry's API. All throw ApiError, or the signal's reason when aborted. */
export class RegistryClient {
  readonly #http: HttpClient;

  /** The HTTP client is disposed with this one. */
  constructor(http: HttpClient) {
    this.#http = http;
  }

  async list({ types, offset }: ListQuery, options: CallOptions): Promise<ListPage<Artifact>> {
    const request = { path: LIST_PATH, query: { offset }, body: [{ name: "*", types }] };
    const { headers, body } = await this.#http.requestJson({ ...request, ...POSTED_READ }, options);
    const list = parseArtifacts(body);
    const next = nextOffset(headers["offset"], offset ?? FIRST_OFFSET, givenOn(list));
    return next === undefined ? list : { ...list, next };
  }

  async get(key: ArtifactKey, options: CallOptions): Promise<StoredArtifact> {
    const { body } = await this.#http.requestJson({ method: "GET", path: artifactPath(key) }, options);
    return parseStoredArtifact(body);
  }

  /** All artifacts of exactly this name. */
  async byName(name: string, options: CallOptions): Promise<WholeList<Artifact>> {
    return this.#find({ method: "GET", path: `/artifact/byName/${pathSegment(name)}` }, options);
  }

  /** All artifacts in whose name or model card the service finds the expression, which is of the service's own dialect. */
  byRegEx(regex: string, options: CallOptions): Promise<WholeList<Artifact>> {
    return this.#find({ path: "/artifact/byRegEx", body: { regex }, ...POSTED_READ }, options);
  }

  /** To delete twice is to do it once. */
  async delete(key: ArtifactKey, options: CallOptions): Promise<void> {
    const request = { method: "DELETE", path: artifactPath(key), isIdempotent: true } as const;
    await this.#http.requestNothing(request, options);
  }

  async rate(modelId: string, options: CallOptions): Promise<Rating> {
    return this.#get(ratingSchema, reportPath({ type: "model", id: modelId }, "rate"), options);
  }

  async lineage(modelId: string, options: CallOptions): Promise<Lineage> {
    return this.#get(lineageSchema, reportPath({ type: "model", id: modelId }, "lineage"), options);
  }

  /**
   * The costs of an artifact and of everything that it depends on; of it alone where the service can't add up the
   * others.
   */
  async cost(key: ArtifactKey, options: CallOptions): Promise<readonly Cost[]> {
    const path = reportPath(key, "cost");
    try {
      return await this.#get(costSchema, path, options, { dependency: true });
    } catch (error) {
      if (error instanceof ApiError && error.kind === "server") {
        return this.#get(costSchema, path, options);
      }
      throw error;
    }
  }

  /** Succeeds when the service is up, whatever the token. */
  async health(options: CallOptions): Promise<void> {
    await this.#http.requestNothing({ method: "GET", path: "/health" }, options);
  }

  dispose(): void {
    this.#http.dispose();
  }

  /** Some services say by an empty list that nothing matches, others by a 404. */
  async #find(request: HttpRequest, options: CallOptions): Promise<WholeList<Artifact>> {
    try {
      const { body } = await this.#http.requestJson(request, options);
      return parseArtifacts(body);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return { items: [] };
      }
      throw error;
    }
  }

  async #get<T>(schema: GenericSchema<unknown, T>, path: string, options: CallOptions, query: Query = {}): Promise<T> {
    const { body } = await this.#http.requestJson({ method: "GET", path, query }, options);
    return parseWire(schema, body);
  }
}

/** Where a listing that is asked for without an offset starts. */
const FIRST_OFFSET = "0";
/** The service takes these questions by POST; they change nothing, and may be asked again. */
const POSTED_READ = { method: "POST", isIdempotent: true } as const;
