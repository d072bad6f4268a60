import { hash } from "node:crypto";
import type { LocalPath } from "./localNames";
import type { SiteRef } from "../../../sources/contract/siteRef";
import type { FilePlace } from "../../../sources/contract/sourceFiles";

/** Names have room for so many characters more, beside what else is added to them. */
const MARK_LENGTH = 12;

/** A part, its note and its lock. Those of two files stand beside each other, though both are to have one path. */
export interface PartName {
  /** The path that the file is to have. */
  readonly path: LocalPath;
  /** Tells the file from all others, be they of another run, system or site. */
  readonly mark: string;
}

export function partNameOf(
  { place, path }: { readonly place: FilePlace; readonly path: LocalPath },
  { systemId, site }: SiteRef,
): PartName {
  return new NamedByHash(path, [systemId, site, place]);
}

/** Most small files never have a part, and need no mark. */
class NamedByHash implements PartName {
  readonly path: LocalPath;
  readonly #source: unknown;
  #mark: string | undefined;

  constructor(path: LocalPath, source: unknown) {
    this.path = path;
    this.#source = source;
  }

  get mark(): string {
    this.#mark ??= hash("sha256", JSON.stringify(this.#source)).slice(0, MARK_LENGTH);
    return this.#mark;
  }
}

/** The part's name on a disk, in the directory of its file. No safe name ends like this. */
export function partFileName(name: string, mark: string): string {
  return `.${name}.${mark}.mlpart`;
}
