import type { HttpClient } from "../../../http/httpClient";
import type { ListedFile } from "../../shared/listedPaths";
import { rawJson } from "../../../text/jsonText";
import { parseWire } from "../../shared/parseWire";
import { artifactSchema, versionRecordSchema, versionSchema } from "./artifactWire";
import { directorySchema } from "./directoryWire";
import { filePageSchema, signedUrlsSchema } from "./fileWire";
import { artifactListQuery, directoryListQuery, repoListQuery, versionListQuery } from "./listQuery";
import type { ArtifactQuery, DirectoryQuery, RepoQuery, VersionQuery } from "./listQuery";
import type {
  Artifact,
  ArtifactType,
  DataDirectory,
  FileHolder,
  MlRepo,
  SignedUrl,
  Version,
  VersionRecord,
} from "./model";
import { ApiCalls, withRaw } from "./apiCalls";
import type { ApiPaths, PlanePart } from "./apiPaths";
import * as operations from "./operations";
import { filePageOf, tokenFields } from "./fileTokens";
import { repoSchema } from "./repoWire";
import { RunClient } from "./runClient";
import { listSchema, oneSchema } from "./wire";
import type { CountedPage } from "./wire";
import type { CallOptions } from "../../contract/entry";
import type { ListPage } from "../../contract/listPage";

const SCHEMAS = {
  repos: listSchema(repoSchema),
  repo: oneSchema(repoSchema),
  artifacts: { artifact: listSchema(artifactSchema("artifact")), model: listSchema(artifactSchema("model")) },
  versions: { artifact: listSchema(versionSchema("artifact")), model: listSchema(versionSchema("model")) },
  artifact: { artifact: oneSchema(artifactSchema("artifact")), model: oneSchema(artifactSchema("model")) },
  version: { artifact: oneSchema(versionSchema("artifact")), model: oneSchema(versionSchema("model")) },
  versionRecord: {
    artifact: oneSchema(versionRecordSchema("artifact")),
    model: oneSchema(versionRecordSchema("model")),
  },
  directories: listSchema(directorySchema),
  files: filePageSchema,
};

interface FileQuery {
  readonly holder: FileHolder;
  /** Empty for its root. */
  readonly path: string;
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

interface TagChange {
  readonly type: ArtifactType;
  readonly versionId: string;
  readonly tags: readonly string[];
  readonly force?: boolean;
}

/** The operations of the TrueFoundry ML API. All throw ApiError, or the signal's reason when aborted. */
export class TrueFoundryClient {
  readonly runs: RunClient;
  readonly #calls: ApiCalls;

  /** The HTTP client is disposed with this one. `paths` go between its base URL and each operation. */
  constructor(http: HttpClient, paths: ApiPaths) {
    this.#calls = new ApiCalls(http, paths);
    this.runs = new RunClient(this.#calls);
  }

  /** Goes between the base URL and each operation, as far as it is known. */
  get apiPath(): string {
    return this.#calls.paths.current;
  }

  listRepos(query: RepoQuery, options: CallOptions): Promise<CountedPage<MlRepo>> {
    const request = { method: "GET", path: operations.REPOS_PATH, query: repoListQuery(query) } as const;
    return this.#calls.ask(SCHEMAS.repos, request, options);
  }

  async getRepo(repoId: string, options: CallOptions): Promise<MlRepo> {
    return this.#calls.ask(SCHEMAS.repo, { method: "GET", path: operations.repoPath(repoId) }, options);
  }

  /** Artifacts or models. */
  listArtifacts(type: ArtifactType, query: ArtifactQuery, options: CallOptions): Promise<CountedPage<Artifact>> {
    const path = operations.artifactsPath(type);
    return this.#calls.ask(
      SCHEMAS.artifacts[type],
      { method: "GET", path, query: artifactListQuery(type, query) },
      options,
    );
  }

  /** Versions of artifacts or of models, in an order that the service does not tell. */
  listVersions(type: ArtifactType, query: VersionQuery, options: CallOptions): Promise<CountedPage<Version>> {
    const path = operations.versionsPath(type);
    const request = { method: "GET", path, query: versionListQuery(type, query) } as const;
    return this.#calls.ask(SCHEMAS.versions[type], request, options, ["data.*.manifest.metadata"]);
  }

  async getArtifact(type: ArtifactType, id: string, options: CallOptions): Promise<Artifact> {
    return this.#calls.ask(SCHEMAS.artifact[type], { method: "GET", path: operations.artifactPath(type, id) }, options);
  }

  async getVersion(type: ArtifactType, id: string, options: CallOptions): Promise<Version> {
    const request = { method: "GET", path: operations.versionPath(type, id) } as const;
    return this.#calls.ask(SCHEMAS.version[type], request, options, METADATA);
  }

  /** With what rows do not keep. */
  async versionRecord(type: ArtifactType, id: string, options: CallOptions): Promise<VersionRecord> {
    const answer = await this.#calls.answer({ method: "GET", path: operations.versionPath(type, id) }, options);
    const record = parseWire(SCHEMAS.versionRecord[type], withRaw(answer, METADATA));
    const manifest = rawJson(answer.text, ["data", "manifest"]) ?? rawJson(answer.text, ["manifest"]);
    return { ...record, manifest: manifest === "null" ? "" : (manifest ?? "") };
  }

  /** Kept beside the runs. */
  listDirectories(query: DirectoryQuery, options: CallOptions): Promise<CountedPage<DataDirectory>> {
    const request = { method: "GET", path: operations.DIRECTORIES_PATH, query: directoryListQuery(query) } as const;
    return this.#calls.ask(SCHEMAS.directories, request, options, ["data.*.manifest.metadata"]);
  }

  /**
   * True unless the control plane answers that it has no such operation, which is found out once for it. What goes wrong
   * otherwise says nothing of it.
   */
  serves(part: PlanePart, repoId: string, options: CallOptions): Promise<boolean> {
    const ask = (): Promise<unknown> =>
      part === "runs"
        ? this.runs.search({ repoIds: [repoId], limit: 1 }, options)
        : this.listDirectories({ repoId, limit: 1 }, options);
    return this.#calls.paths.serves(part, ask, options);
  }

  /** A page of one directory of a version of an artifact or a model, or of a data directory. */
  async listFiles(query: FileQuery, options: CallOptions): Promise<ListPage<ListedFile>> {
    const { holder, path, limit, cursor } = query;
    const body = { ...operations.filesBody(holder, path), limit, ...tokenFields(cursor) };
    const request = { method: "POST", path: operations.filesPath(holder), body, isIdempotent: true } as const;
    return filePageOf(await this.#calls.ask(SCHEMAS.files, request, options), query);
  }

  /** Links to read files by, which point to another host and must be fetched without the token. */
  signedUrls(holder: FileHolder, paths: readonly string[], options: CallOptions): Promise<readonly SignedUrl[]> {
    const body = operations.signedUrlsBody(holder, paths);
    const request = { method: "POST", path: operations.signedUrlsPath(holder), body, isIdempotent: true } as const;
    return this.#calls.ask(signedUrlsSchema, request, options);
  }

  /** `force` takes a tag away from the version that has it. */
  setTags({ type, versionId, tags, force }: TagChange, options: CallOptions): Promise<void> {
    const body = { [type === "model" ? "model_version_id" : "artifact_version_id"]: versionId, tags, force };
    const request = { method: "PUT", path: operations.tagsPath(type), body } as const;
    return this.#calls.nothing(request, options);
  }

  dispose(): void {
    this.#calls.dispose();
  }
}

/** Where one version has its metadata: it stands in `data`, or alone. */
const METADATA = ["data.manifest.metadata", "manifest.metadata"];
