import { directoryEntries, sizeOf, type ArtifactFile, type DirectoryEntry } from "../artifacts/artifactFile";
import type { VersionRecord } from "../repos/repoRecords";
import { versionFiles } from "../repos/versionFiles";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { isoTime } from "../server/isoTime";
import { countInput, invalidInput, recordBody, requiredTextField, textField, textListField } from "../server/jsonInput";
import type { Route } from "../server/routes";
import { notFound, versionOf, type Hub } from "./hub";
import { pageStart, pageToken, type Listing } from "./pageToken";
import { directoryKey, storageKey } from "./shapes";

/** The store's bucket in signed addresses. */
export const BUCKET = "acme-mlfoundry";
const LARGEST_LIMIT = 1000;
const DEFAULT_LIMIT = 100;

/** Files with a common root. */
interface FileRoot {
  readonly id: string;
  /** Where they lie in the bucket. */
  readonly key: string;
  readonly files: () => readonly ArtifactFile[];
  /** Both ways are documented: a listing may bring signed addresses along, or leave them to be asked for. */
  readonly isSigned: boolean;
}

type FindRoot = (id: string) => FileRoot;

/** Of versions of artifacts and models alike, and of data directories. */
export function fileOperations(hub: Hub): Route[] {
  return [
    ...operationsOf(hub, "/artifact-versions", (id) => versionRoot(versionOf(hub, id))),
    ...operationsOf(hub, "/data-directories", (id) => directoryRoot(hub, id)),
  ];
}

function operationsOf(hub: Hub, path: string, find: FindRoot): Route[] {
  return [
    { method: "POST", pattern: `${path}/files`, answer: ({ request }) => listFiles(hub, request, find) },
    { method: "POST", pattern: `${path}/signed-urls`, answer: ({ request }) => signUrls(hub, request, find) },
  ];
}

function versionRoot(version: VersionRecord): FileRoot {
  const { id, item } = version;
  const files = (): readonly ArtifactFile[] => versionFiles(version);
  return { id, key: storageKey(version), files, isSigned: item.kind === "model" };
}

function directoryRoot({ stock }: Hub, id: string): FileRoot {
  const directory = stock.directory(id);
  if (directory === undefined) {
    throw notFound("Data directory", id);
  }
  return { id, key: directoryKey(directory), files: () => directory.files, isSigned: false };
}

function listFiles(hub: Hub, request: SampleRequest, find: FindRoot): SampleResponse {
  const body = recordBody(request);
  const root = find(requiredTextField(body, "id"));
  const directory = (textField(body, "path") ?? "").replace(/\/$/, "");
  const limit = Math.min(limitOf(body["limit"]), LARGEST_LIMIT);
  const listing: Listing = { versionId: root.id, directory };
  const isCamel = hub.plane.tokens !== "snake_case";
  const start = pageStart(textField(body, isCamel ? "pageToken" : "page_token"), listing);
  // As in an object store, a directory that is not there has nothing in it.
  const entries = directoryEntries(root.files(), directory);
  const end = start + limit;
  // A last page says so, as a full one could have another behind it.
  const next = end < entries.length ? pageToken(listing, end) : null;
  const previous = start > 0 ? pageToken(listing, Math.max(0, start - limit)) : undefined;
  return {
    status: 200,
    json: {
      data: entries.slice(start, end).map((entry) => entryShape(hub, root, entry)),
      pagination: {
        ...(isCamel
          ? { nextPageToken: next, previousPageToken: previous }
          : { next_page_token: next, previous_page_token: previous }),
        limit,
      },
    },
  };
}

function limitOf(value: unknown): number {
  const limit = countInput(value ?? DEFAULT_LIMIT, ["body", "limit"]);
  if (limit === 0) {
    throw invalidInput(["body", "limit"], "Input should be greater than 0", "greater_than");
  }
  return limit;
}

function entryShape(hub: Hub, root: FileRoot, { path, file }: DirectoryEntry): object {
  if (file === undefined) {
    return { path, is_dir: true };
  }
  return {
    path,
    is_dir: false,
    file_size: sizeOf(file),
    signed_url: root.isSigned ? signedUrl(hub, root, path) : undefined,
    last_modified: isoTime(file.createdAt),
  };
}

/** Signs whatever it is asked for, as object stores do: whether the file is there shows when it is fetched. */
function signUrls(hub: Hub, request: SampleRequest, find: FindRoot): SampleResponse {
  const body = recordBody(request);
  const root = find(requiredTextField(body, "id"));
  const paths = textListField(body, "paths");
  if (requiredTextField(body, "operation") !== "READ") {
    throw invalidInput(["body", "operation"], "Input should be 'READ'", "enum");
  }
  if (paths.some((path) => path.split("/").some((segment) => /^\.{0,2}$/.test(segment)))) {
    throw invalidInput(
      ["body", "paths"],
      "Paths should be relative, without empty, '.' and '..' segments",
      "value_error",
    );
  }
  return { status: 200, json: { data: paths.map((path) => ({ path, signed_url: signedUrl(hub, root, path) })) } };
}

function signedUrl({ signedUrls }: Hub, { key }: FileRoot, path: string): string {
  return signedUrls.urlOf(`${BUCKET}/${key}/${path}`);
}
