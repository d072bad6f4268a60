import { directoryEntries, type DirectoryEntry } from "../artifacts/artifactFile";
import type { VersionRecord } from "../repos/repoRecords";
import { versionFiles } from "../repos/versionFiles";
import type { SampleRequest, SampleResponse } from "../server/exchange";
import { isoTime } from "../server/isoTime";
import { countInput, invalidInput, recordBody, requiredTextField, textField, textListField } from "../server/jsonInput";
import type { Route } from "../server/routes";
import { versionOf, type Hub } from "./hub";
import { pageStart, pageToken, type Listing } from "./pageToken";
import { storageKey } from "./shapes";

/** The store's bucket in signed addresses. */
export const BUCKET = "acme-mlfoundry";
const LARGEST_LIMIT = 1000;
const DEFAULT_LIMIT = 100;

/** Of versions of artifacts and models alike. */
export function fileOperations(hub: Hub): Route[] {
  return [
    { method: "POST", pattern: "/artifact-versions/files", answer: ({ request }) => listFiles(hub, request) },
    { method: "POST", pattern: "/artifact-versions/signed-urls", answer: ({ request }) => signUrls(hub, request) },
  ];
}

function listFiles(hub: Hub, request: SampleRequest): SampleResponse {
  const body = recordBody(request);
  const version = versionOf(hub, requiredTextField(body, "id"));
  const directory = (textField(body, "path") ?? "").replace(/\/$/, "");
  const limit = Math.min(limitOf(body["limit"]), LARGEST_LIMIT);
  const listing: Listing = { versionId: version.id, directory };
  const isCamel = hub.plane.tokens !== "snake_case";
  const start = pageStart(textField(body, isCamel ? "pageToken" : "page_token"), listing);
  // As in an object store, a directory that is not there has nothing in it.
  const entries = directoryEntries(versionFiles(version), directory);
  const end = start + limit;
  // A last page says so, as a full one could have another behind it.
  const next = end < entries.length ? pageToken(listing, end) : null;
  const previous = start > 0 ? pageToken(listing, Math.max(0, start - limit)) : undefined;
  return {
    status: 200,
    json: {
      data: entries.slice(start, end).map((entry) => entryShape(hub, version, entry)),
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

function entryShape(hub: Hub, version: VersionRecord, { path, file }: DirectoryEntry): object {
  if (file === undefined) {
    return { path, is_dir: true };
  }
  return {
    path,
    is_dir: false,
    file_size: file.bytes().size,
    // Both ways are documented: a listing may bring the address along, or leave it to be asked for.
    signed_url: version.item.kind === "model" ? signedUrl(hub, version, path) : undefined,
    last_modified: isoTime(file.createdAt),
  };
}

/** Signs whatever it is asked for, as object stores do: whether the file is there shows when it is fetched. */
function signUrls(hub: Hub, request: SampleRequest): SampleResponse {
  const body = recordBody(request);
  const version = versionOf(hub, requiredTextField(body, "id"));
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
  return { status: 200, json: { data: paths.map((path) => ({ path, signed_url: signedUrl(hub, version, path) })) } };
}

function signedUrl({ signedUrls }: Hub, version: VersionRecord, path: string): string {
  return signedUrls.urlOf(`${BUCKET}/${storageKey(version)}/${path}`);
}
