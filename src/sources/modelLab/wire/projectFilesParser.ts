import { parseJson } from "../../../http/jsonBody";
import type { Unread } from "../../contract/listPage";
import { defined } from "../../../text/defined";
import { parseWire } from "../../shared/parseWire";
import { PathBuilder } from "../../shared/paths/pathBuilder";
import type { PathColumns } from "../../shared/paths/pathColumns";
import { addProjectFile, projectFilesSchema, unreadFile } from "./fileWire";
import { JsonListScanner } from "./jsonListScanner";
import { PlainFileReader } from "./plainFileReader";
import { oneSchema } from "./wire";

const ANSWER = oneSchema(projectFilesSchema);
const PATH = ["data", "attributes", "files"];
/** As many bytes as a usual answer may have, for what is not of the list. */
const MOST_OF_REST = 64 * 1024 * 1024;

/** Reads a project's own listing from its bytes, as they come. All of it throws ApiError (badResponse). */
export class ProjectFilesParser {
  readonly #builder = new PathBuilder();
  readonly #plainFiles = new PlainFileReader(this.#builder);
  readonly #scanner = new JsonListScanner({
    path: PATH,
    take: (list) => this.#take(list),
    most: MOST_OF_REST,
    readAhead: (bytes, start) => this.#plainFiles.read(bytes, start),
  });
  #unread: Unread | undefined;

  /** The bytes are kept: they must not change. */
  write(bytes: Uint8Array): void {
    this.#scanner.write(bytes);
  }

  finish(contentType: string | undefined): PathColumns {
    const { value } = parseJson(this.#scanner.end(), contentType);
    // It is empty, unless its key was escaped.
    this.#add(parseWire(ANSWER, value).attributes.files ?? []);
    return { ...this.#builder.finish(), ...defined({ unread: this.#unread }) };
  }

  #take(list: Buffer): void {
    const { value } = parseJson(list, undefined);
    this.#add(Array.isArray(value) ? value : []);
  }

  #add(items: readonly unknown[]): void {
    for (const item of items) {
      if (!addProjectFile(this.#builder, item)) {
        this.#unread = unreadFile(this.#unread, item);
      }
    }
  }
}
