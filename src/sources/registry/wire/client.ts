import type { GenericSchema } from "valibot";
import { ApiError } from "../../../http/apiError";
import type { HttpClient } from "../../../http/httpClient";
import type { Query } from "../../../http/requestPath";
import { pathSegment } from "../../../http/requestPath";
import { parseWire } from "../../shared/parseWire";
import { costSchema } from "./costWire";
import { lineageSchema } from "./lineageWire";
import type { Artifact, ArtifactPage, ArtifactType, Cost, Lineage, Rating, StoredArtifact } from "./model";
import type { ArtifactKey } from "./operations";
import { artifactPath, LIST_PATH, reportPath } from "./operations";
import { ratingSchema } from "./ratingWire";
import { parseArtifacts, parseNextOffset, parseStoredArtifact } from "./wire";
import type { CallOptions } from "../../contract/entry";

interface ListQuery {
  readonly types: readonly ArtifactType[];
  /** `next` of the page before; absent for the first page. */
  readonly offset?: number;
}

/** The operations of the registry's API. All throw ApiError, or the signal's reason when aborted. */
export class RegistryClient {
  readonly #http: HttpClient;

  /** The HTTP client is disposed with this one. */
  constructor(http: HttpClient) {
    this.#http = http;
  }

  async list({ types, offset }: ListQuery, options: CallOptions): Promise<ArtifactPage> {
    const request = { path: LIST_PATH, query: { offset }, body: [{ name: "*", types }] };
    const { headers, body } = await this.#http.requestJson({ ...request, ...POSTED_READ }, options);
    const items = parseArtifacts(body);
    const next = parseNextOffset(headers["offset"], offset ?? 0);
    return next === undefined ? { items } : { items, next };
  }

  async get(key: ArtifactKey, options: CallOptions): Promise<StoredArtifact> {
    const { body } = await this.#http.requestJson({ method: "GET", path: artifactPath(key) }, options);
    return parseStoredArtifact(body);
  }

  /** All artifacts of exactly this name. */
  async byName(name: string, options: CallOptions): Promise<readonly Artifact[]> {
    const path = `/artifact/byName/${pathSegment(name)}`;
    const { body } = await this.#http.requestJson({ method: "GET", path }, options);
    return parseArtifacts(body);
  }

  /** All artifacts in whose name or model card the service finds the expression, which is of the service's own dialect. */
  async byRegEx(regex: string, options: CallOptions): Promise<readonly Artifact[]> {
    const request = { path: "/artifact/byRegEx", body: { regex }, ...POSTED_READ };
    try {
      const { body } = await this.#http.requestJson(request, options);
      return parseArtifacts(body);
    } catch (error) {
      // How the service says that nothing matches.
      if (error instanceof ApiError && error.kind === "notFound") {
        return [];
      }
      throw error;
    }
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

  /** What an artifact costs, and everything that it depends on. */
  async cost(key: ArtifactKey, options: CallOptions): Promise<readonly Cost[]> {
    return this.#get(costSchema, reportPath(key, "cost"), options, { dependency: true });
  }

  /** Succeeds when the service is up, whatever the token. */
  async health(options: CallOptions): Promise<void> {
    await this.#http.requestNothing({ method: "GET", path: "/health" }, options);
  }

  dispose(): void {
    this.#http.dispose();
  }

  async #get<T>(schema: GenericSchema<unknown, T>, path: string, options: CallOptions, query: Query = {}): Promise<T> {
    const { body } = await this.#http.requestJson({ method: "GET", path, query }, options);
    return parseWire(schema, body);
  }
}

/** The service takes these questions by POST; they change nothing, and may be asked again. */
const POSTED_READ = { method: "POST", isIdempotent: true } as const;
