import type { GenericSchema } from "valibot";
import type { HttpClient } from "../../../http/httpClient";
import type { HttpRequest } from "../../../http/httpRequest";
import type { ListedFile } from "../../shared/listedPaths";
import { endedWithoutSign } from "../../shared/pageWalk";
import { parseWire } from "../../shared/parseWire";
import { artifactSchema, versionRecordSchema, versionSchema } from "./artifactWire";
import { fileSchema, signedUrlsSchema } from "./fileWire";
import { artifactListQuery, repoListQuery, versionListQuery } from "./listQuery";
import type { ArtifactQuery, RepoQuery, VersionQuery } from "./listQuery";
import type { Artifact, ArtifactType, MlRepo, SignedUrl, Version, VersionRecord } from "./model";
import * as operations from "./operations";
import { repoSchema } from "./repoWire";
import { listSchema, oneSchema, tokenPageSchema } from "./wire";
import type { CountedPage } from "./wire";
import type { CallOptions } from "../../contract/entry";
import type { ListPage } from "../../contract/listPage";

const SCHEMAS = {
  repos: listSchema(repoSchema),
  repo: oneSchema(repoSchema),
  artifacts: { artifact: listSchema(artifactSchema("artifact")), model: listSchema(artifactSchema("model")) },
  versions: { artifact: listSchema(versionSchema("artifact")), model: listSchema(versionSchema("model")) },
  artifactVersion: oneSchema(versionSchema("artifact")),
  artifactVersionRecord: oneSchema(versionRecordSchema("artifact")),
  modelVersionRecords: listSchema(versionRecordSchema("model")),
  files: tokenPageSchema(fileSchema),
};

export interface FileQuery {
  readonly versionId: string;
  /** Empty for the version's root. */
  readonly path: string;
  readonly limit?: number;
  readonly pageToken?: string | undefined;
}

/** The operations of the TrueFoundry ML API. All throw ApiError, or the signal's reason when aborted. */
export class TrueFoundryClient {
  readonly #http: HttpClient;
  readonly #apiPath: string;

  /** The HTTP client is disposed with this one. `apiPath` goes between its base URL and each operation. */
  constructor(http: HttpClient, apiPath: string) {
    this.#http = http;
    this.#apiPath = apiPath;
  }

  listRepos(query: RepoQuery, options: CallOptions): Promise<CountedPage<MlRepo>> {
    const request = { method: "GET", path: operations.REPOS_PATH, query: repoListQuery(query) } as const;
    return this.#ask(SCHEMAS.repos, request, options);
  }

  async getRepo(repoId: string, options: CallOptions): Promise<MlRepo> {
    return this.#ask(SCHEMAS.repo, { method: "GET", path: operations.repoPath(repoId) }, options);
  }

  /** Artifacts or models. */
  listArtifacts(type: ArtifactType, query: ArtifactQuery, options: CallOptions): Promise<CountedPage<Artifact>> {
    const path = operations.artifactsPath(type);
    return this.#ask(SCHEMAS.artifacts[type], { method: "GET", path, query: artifactListQuery(type, query) }, options);
  }

  /** Versions of artifacts or of models, in an order that the service does not tell. */
  listVersions(type: ArtifactType, query: VersionQuery, options: CallOptions): Promise<CountedPage<Version>> {
    const path = operations.versionsPath(type);
    return this.#ask(SCHEMAS.versions[type], { method: "GET", path, query: versionListQuery(type, query) }, options);
  }

  async getArtifactVersion(versionId: string, options: CallOptions): Promise<Version> {
    const path = operations.artifactVersionPath(versionId);
    return this.#ask(SCHEMAS.artifactVersion, { method: "GET", path }, options);
  }

  /** With what rows do not keep. */
  async artifactVersionRecord(versionId: string, options: CallOptions): Promise<VersionRecord> {
    const path = operations.artifactVersionPath(versionId);
    return this.#ask(SCHEMAS.artifactVersionRecord, { method: "GET", path }, options);
  }

  /** With what rows do not keep; undefined when there is none. A model's version can be asked for only by its name. */
  async modelVersionRecord(versionId: string, fqn: string, options: CallOptions): Promise<VersionRecord | undefined> {
    const [path, query] = [operations.versionsPath("model"), versionListQuery("model", { fqn, limit: 1 })];
    const { items } = await this.#ask(SCHEMAS.modelVersionRecords, { method: "GET", path, query }, options);
    // A service that does not know the parameter would answer with what is first.
    return items.find(({ version }) => version.id === versionId);
  }

  /** A page of one directory of a version of an artifact or a model. */
  async listFiles(
    { versionId, path, limit, pageToken }: FileQuery,
    options: CallOptions,
  ): Promise<ListPage<ListedFile>> {
    const body = { ...operations.filesBody(versionId, path), limit, page_token: pageToken };
    const request = { method: "POST", path: operations.FILES_PATH, body, isIdempotent: true } as const;
    const { items, token } = await this.#ask(SCHEMAS.files, request, options);
    if (token === undefined) {
      return endedWithoutSign(items, limit ?? Infinity);
    }
    return token === null || token === "" ? { items } : { items, next: token };
  }

  /** Links to read files by, which point to another host and must be fetched without the token. */
  signedUrls(versionId: string, paths: readonly string[], options: CallOptions): Promise<readonly SignedUrl[]> {
    const body = operations.signedUrlsBody(versionId, paths);
    const request = { method: "POST", path: operations.SIGNED_URLS_PATH, body, isIdempotent: true } as const;
    return this.#ask(signedUrlsSchema, request, options);
  }

  /** `force` takes a tag away from the version that has it. */
  setTags(
    change: { readonly versionId: string; readonly tags: readonly string[]; readonly force?: boolean },
    options: CallOptions,
  ): Promise<void> {
    const body = { artifact_version_id: change.versionId, tags: change.tags, force: change.force };
    return this.#http.requestNothing(this.#absolute({ method: "POST", path: operations.TAGS_PATH, body }), options);
  }

  dispose(): void {
    this.#http.dispose();
  }

  async #ask<T>(schema: GenericSchema<unknown, T>, request: HttpRequest, options: CallOptions): Promise<T> {
    const { body } = await this.#http.requestJson(this.#absolute(request), options);
    return parseWire(schema, body);
  }

  #absolute(request: HttpRequest): HttpRequest {
    return { ...request, path: this.#apiPath + request.path };
  }
}
