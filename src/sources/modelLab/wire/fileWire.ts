import * as v from "valibot";
import { toOptionalText, toSize, toText, toTime } from "../../../text/looseValues";
import { withoutTrailing } from "../../../text/withoutTrailing";
import { UNKNOWN_TIME } from "./model";
import { readableItems } from "../../shared/parseWire";
import type { AnySchema } from "../../shared/parseWire";
import type { WholeList } from "../../contract/listPage";
import type { ProjectFile, RunDirectory, RunFile } from "./model";
import { defined } from "../../../text/defined";

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

const projectFileSchema = v.pipe(
  v.object({ artifact_path: pathSchema, filename: optional, created_at: optional, file_size: optional }),
  v.transform(({ artifact_path: path, filename, created_at, file_size }): ProjectFile => {
    const size = toSize(file_size);
    const name = toOptionalText(filename) ?? lastName(path);
    return { name, path, createdAt: toTime(created_at) ?? UNKNOWN_TIME, ...defined({ size }) };
  }),
);

export const projectFilesSchema = v.pipe(
  v.object({ attributes: v.object({ files: filesSchema(projectFileSchema) }) }),
  v.transform(({ attributes }) => attributes.files),
);

function lastName(path: string): string {
  return path.slice(withoutTrailing(path, "/").lastIndexOf("/") + 1);
}
