import { ApiError } from "../../../../src/http/apiError";
import type {
  ByteRange,
  FileContent,
  FileFacts,
  FilePlace,
  DirectoryListing,
  NamedFile,
  SourceFiles,
} from "../../../../src/sources/contract/sourceFiles";

export interface ScriptedFile {
  bytes: Uint8Array;
  /** Whether its run is under way. */
  isChanging?: boolean;
  version?: string;
  modifiedAt?: number;
  /** What is listed, where it is not the truth. */
  listedSize?: number;
}

/** What one reading does otherwise than it should; readings after the last are as they should be. */
export interface Misdeed {
  readonly error?: ApiError;
  /** Bytes after which the body ends, or throws `cutError`. */
  readonly cutAt?: number;
  readonly cutError?: ApiError;
  /** Bytes that come behind the end. */
  readonly more?: number;
  readonly ignoresRange?: boolean;
  readonly ignoresVersion?: boolean;
}

const CHUNK = 64 * 1024;

/** A made-up system that keeps its files in memory. */
export class ScriptedFiles implements SourceFiles {
  readonly paths = new Map<string, ScriptedFile>();
  readonly misdeeds = new Map<string, Misdeed[]>();
  readonly reads: { readonly place: FilePlace; readonly range: ByteRange | undefined }[] = [];
  most = 0;
  askedForChanging = 0;
  onChunk: (sent: number) => void | Promise<void> = () => undefined;
  readonly #listings = new Map<string, Map<string, NamedFile>>([["[]", new Map()]]);
  #underWay = 0;

  add(place: FilePlace, file: ScriptedFile = { bytes: new Uint8Array() }): void {
    if (this.paths.has(JSON.stringify(place))) {
      return;
    }
    this.paths.set(JSON.stringify(place), file);
    for (const [depth, name] of place.entries()) {
      const isDirectory = depth < place.length - 1;
      const parent = JSON.stringify(place.slice(0, depth));
      const listing = this.#listings.get(parent) ?? new Map<string, NamedFile>();
      this.#listings.set(parent, listing);
      listing.set(`${String(isDirectory)}${name}`, isDirectory ? { name, isDirectory } : { name, ...factsOf(file) });
    }
  }

  misbehave(place: FilePlace, ...misdeeds: Misdeed[]): void {
    this.misdeeds.set(JSON.stringify(place), misdeeds);
  }

  placeOf(): undefined {
    return undefined;
  }

  async stat(place: FilePlace): Promise<FileFacts> {
    await Promise.resolve();
    return factsOf(this.#find(place));
  }

  async list(place: FilePlace): Promise<DirectoryListing> {
    await Promise.resolve();
    const listing = this.#listings.get(JSON.stringify(place));
    if (listing === undefined) {
      throw new ApiError("notFound", "no such directory");
    }
    return { items: [...listing.values()] };
  }

  async changing(places: readonly FilePlace[]): Promise<readonly boolean[]> {
    await Promise.resolve();
    this.askedForChanging += 1;
    return places.map((place) => this.#find(place).isChanging === true);
  }

  async read(
    place: FilePlace,
    range: ByteRange | undefined,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<FileContent> {
    await Promise.resolve();
    this.reads.push({ place, range });
    const misdeed = this.misdeeds.get(JSON.stringify(place))?.shift() ?? {};
    if (misdeed.error !== undefined) {
      throw misdeed.error;
    }
    const { bytes, version } = this.#find(place);
    const start = startOf(range, version, misdeed);
    if (start > 0 && start >= bytes.length) {
      throw new ApiError("badRequest", "no such range", { status: 416 });
    }
    const body = this.#send(bytes.subarray(start, endOf(range, start)), misdeed, signal);
    return { start, size: bytes.length, ...(version === undefined ? {} : { version }), body };
  }

  async *#send(rest: Uint8Array, { cutAt, cutError, more }: Misdeed, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    this.#underWay += 1;
    this.most = Math.max(this.most, this.#underWay);
    try {
      const bytes = more === undefined ? rest.subarray(0, cutAt) : Buffer.concat([rest, new Uint8Array(more)]);
      for (let sent = 0; sent < bytes.length; sent += CHUNK) {
        await this.onChunk(sent);
        signal.throwIfAborted();
        yield bytes.subarray(sent, sent + CHUNK);
      }
      if (cutError !== undefined) {
        throw cutError;
      }
    } finally {
      this.#underWay -= 1;
    }
  }

  #find(place: FilePlace): ScriptedFile {
    const file = this.paths.get(JSON.stringify(place));
    if (file === undefined) {
      throw new ApiError("notFound", "no such file");
    }
    return file;
  }
}

function startOf(range: ByteRange | undefined, version: string | undefined, misdeed: Misdeed): number {
  if (range === undefined || misdeed.ignoresRange === true) {
    return 0;
  }
  const isSame = range.version === undefined || range.version === version;
  return isSame || misdeed.ignoresVersion === true ? range.start : 0;
}

/** A service that gives the whole has no end for it. */
function endOf(range: ByteRange | undefined, start: number): number | undefined {
  return range?.start === start ? range.end : undefined;
}

function factsOf({ bytes, listedSize, modifiedAt }: ScriptedFile): FileFacts {
  return { isDirectory: false, size: listedSize ?? bytes.length, ...(modifiedAt === undefined ? {} : { modifiedAt }) };
}

/** Bytes that are nowhere alike. */
export function someBytes(length: number, seed = 1): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  words.forEach((_, index) => (words[index] = Math.imul(index + seed * 7919, 2654435761)));
  return new Uint8Array(words.buffer, 0, length);
}
