import * as v from "valibot";
import type { ListedFile } from "../../shared/listedPaths";
import { toSize, toTime } from "../../../text/looseValues";
import { readableItems } from "../../shared/parseWire";
import type { SignedUrl } from "./model";
import { defined } from "../../../text/defined";

const textSchema = v.pipe(v.string(), v.minLength(1));
const optional = v.optional(v.unknown());

/** The signed URL that may come with a file is dropped here: rows outlive it, and it must not be seen. */
const fileSchema = v.pipe(
  v.object({ path: textSchema, is_dir: optional, file_size: optional, last_modified: optional }),
  v.transform(({ path, is_dir, file_size, last_modified }): ListedFile => {
    const isDirectory = is_dir === true || path.endsWith("/");
    const size = isDirectory ? undefined : toSize(file_size);
    const modifiedAt = toTime(last_modified);
    return {
      path,
      isDirectory,
      ...defined({ size, modifiedAt }),
    };
  }),
);

const tokenSchema = v.optional(v.nullable(v.string()));

/** As it came: the fields of its token have two spellings. */
export const filePageSchema = v.object({
  data: readableItems(fileSchema),
  pagination: v.object({ nextPageToken: tokenSchema, next_page_token: tokenSchema, limit: optional }),
});
export type FilePage = v.InferOutput<typeof filePageSchema>;

export const signedUrlsSchema = v.pipe(
  v.object({ data: readableItems(v.object({ path: textSchema, signed_url: textSchema })) }),
  v.transform(({ data }): readonly SignedUrl[] => data.items.map(({ path, signed_url: url }) => ({ path, url }))),
);
