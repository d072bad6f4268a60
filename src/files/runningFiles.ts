import type { Uri } from "vscode";
import { ApiError } from "../http/apiError";
import type { CallOptions } from "../sources/source";
import type { SourceFiles } from "../sources/sourceFiles";
import type { FileAddress } from "./fileAddress";
import { parseAddress } from "./fileAddress";
import type { SeenFiles } from "./seenFiles";

export interface RunningFilesOptions {
  readonly filesOf: (address: FileAddress) => Promise<SourceFiles>;
  readonly seen: SeenFiles;
}

interface Placed {
  readonly uri: Uri;
  readonly address: FileAddress;
}

/** Finds which files have changed of those whose run is under way, by their first byte: one request a file. */
export class RunningFiles {
  readonly #options: RunningFilesOptions;
  /** Those whose run was under way when it was last asked for: they are looked at once more after its end. */
  #running = new Set<string>();

  constructor(options: RunningFilesOptions) {
    this.#options = options;
  }

  /** Tells `onChanged` of each file that is another than before. @throws ApiError when some could not be asked for. */
  async check(
    uris: readonly Uri[],
    onChanged: (uri: Uri, files: SourceFiles) => void,
    options: CallOptions,
  ): Promise<void> {
    const wasRunning = this.#running;
    this.#running = new Set();
    const failures: unknown[] = [];
    for (const group of bySite(uris)) {
      try {
        await this.#checkSite(group, { wasRunning, onChanged, options });
      } catch (error) {
        options.signal.throwIfAborted();
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  async #checkSite(group: Group, { wasRunning, onChanged, options }: Round): Promise<void> {
    const files = await this.#options.filesOf(group[0].address);
    const places = group.map(({ address }) => address.place);
    const running = (await files.changing?.(places, options)) ?? [];
    const names = group.filter((_, index) => running[index] === true).map(({ uri }) => uri.toString());
    names.forEach((name) => this.#running.add(name));
    const due = new Set([...names, ...wasRunning]);
    for (const placed of group.filter(({ uri }) => due.has(uri.toString()))) {
      if (await this.#hasChanged(files, placed, options)) {
        onChanged(placed.uri, files);
      }
    }
  }

  async #hasChanged(files: SourceFiles, { uri, address }: Placed, options: CallOptions): Promise<boolean> {
    try {
      const content = await files.read(address.place, { start: 0, end: 1 }, options);
      for await (const chunk of content.body) {
        // A service that gives files whole alone would send all the rest.
        if (chunk.length > 1) {
          break;
        }
      }
      return this.#options.seen.note(uri.toString(), content);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "notFound") {
        return false;
      }
      throw error;
    }
  }
}

/** Files of one site. */
type Group = readonly [Placed, ...Placed[]];

interface Round {
  readonly wasRunning: ReadonlySet<string>;
  readonly onChanged: (uri: Uri, files: SourceFiles) => void;
  readonly options: CallOptions;
}

function bySite(uris: readonly Uri[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const uri of uris) {
    const address = parseAddress(uri);
    // The first bytes of a file are there from its start on.
    if (address !== undefined && address.first === undefined) {
      const site = `${address.systemId}\n${address.site}`;
      groups.set(site, [{ uri, address }, ...(groups.get(site) ?? [])]);
    }
  }
  return [...groups.values()];
}
