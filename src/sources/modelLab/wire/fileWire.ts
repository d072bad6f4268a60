import * as v from "valibot";
import { isLoose, toSize, toText, toTime } from "../../../text/looseValues";
import { UNKNOWN_TIME } from "./model";
import { parseWire, readableItems } from "../../shared/parseWire";
import type { AnySchema } from "../../shared/parseWire";
import type { Unread, WholeList } from "../../contract/listPage";
import type { PathBuilder } from "../../shared/paths/pathBuilder";
import { alsoUnread } from "../../shared/unread";
import type { RunDirectory, RunFile } from "./model";

const pathSchema = v.pipe(v.string(), v.minLength(1));
const optional = v.optional(v.unknown());

/** Null is an empty list in this API; a list that is not there at all is an answer to something else. */
function filesSchema<T>(file: AnySchema<T>): AnySchema<WholeList<T>> {
  return v.pipe(
    v.nullable(readableItems(file)),
    v.transform((files) => files ?? { items: [] }),
  );
}

const runFileSchema = v.pipe(
  v.object({ path: pathSchema, is_dir: optional, file_size: optional }),
  v.transform(({ path, is_dir, file_size }): RunFile => {
    const isDirectory = is_dir === true || path.endsWith("/");
    const size = isDirectory ? undefined : toSize(file_size);
    return size === undefined ? { path, isDirectory } : { path, isDirectory, size };
  }),
);

/** Where the files are in the project is needed only when there are any. */
export const runDirectorySchema = v.pipe(
  v.object({ attributes: v.object({ path_in_project: optional, files: filesSchema(runFileSchema) }) }),
  v.forward(
    v.check(({ attributes }) => typeof attributes.path_in_project === "string" || attributes.files.items.length === 0),
    ["attributes", "path_in_project"],
  ),
  v.transform(({ attributes }): RunDirectory => ({
    pathInProject: toText(attributes.path_in_project),
    files: attributes.files,
  })),
);

/** Its files are read one by one: there may be a million. */
export const projectFilesSchema = v.object({ attributes: v.object({ files: v.nullable(v.array(v.unknown())) }) });

const projectFileSchema = v.object({ artifact_path: pathSchema });

/** Adds a file to others. False for what can't be read. */
export function addProjectFile(files: PathBuilder, item: unknown): boolean {
  const path = isLoose(item) ? item["artifact_path"] : undefined;
  if (!isLoose(item) || typeof path !== "string" || path === "") {
    return false;
  }
  files.add(path, toTime(item["created_at"]) ?? UNKNOWN_TIME, toSize(item["file_size"]));
  return true;
}

/** Counts a file that can't be read, in the words in which that of any list is said. */
export function unreadFile(before: Unread | undefined, item: unknown): Unread {
  const { unread } = parseWire(readableItems(projectFileSchema), [item]);
  return alsoUnread(before, unread?.reasons[0] ?? "");
}
