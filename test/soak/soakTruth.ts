import { createHash } from "node:crypto";
import type { SampleServer } from "../../src/sample/sampleServer";
import type { ArtifactSource } from "../../src/sources/contract/source";
import type { FilePlace } from "../../src/sources/contract/sourceFiles";
import { SYSTEMS } from "../../src/sources/systems";
import type { ArtifactTree } from "../../src/tree/model/artifactTree";
import type { EntryRow } from "../../src/tree/model/row";
import type { SystemId } from "../support/connectedSample";
import { systemOf, TreeWalk, unaborted } from "../support/connectedSample";

const MOST_ROWS = 250;
const MOST_BYTES = 300_000;

export interface KnownFile {
  readonly place: FilePlace;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface SystemTruth {
  readonly files: readonly KnownFile[];
  readonly directories: readonly FilePlace[];
}

/** What the sample server has, asked for without faults. */
export class SoakTruth {
  readonly #sources = new Map<SystemId, ArtifactSource>();
  readonly #known = new Map<SystemId, SystemTruth>();
  readonly #hashes = new Map<string, Promise<string>>();

  static async of(server: SampleServer): Promise<SoakTruth> {
    const truth = new SoakTruth();
    for (const id of SYSTEMS.map((system) => system.id as SystemId)) {
      const { baseUrl, keys } = server.systems[id];
      const network = { userAgent: "soak", proxy: {}, log: () => undefined };
      const source = systemOf(id).connect({ id: "soak", name: "Soak", baseUrl, keyPages: {} }, keys, network);
      truth.#sources.set(id, source);
      truth.#known.set(id, await collect(source));
    }
    return truth;
  }

  system(id: SystemId): SystemTruth {
    return this.#known.get(id) ?? { files: [], directories: [] };
  }

  /** SHA-256 of a file's right bytes. */
  hash(id: SystemId, place: FilePlace): Promise<string> {
    const name = JSON.stringify([id, place]);
    const known = this.#hashes.get(name) ?? this.#read(id, place).then(hashOf);
    this.#hashes.set(name, known);
    return known;
  }

  dispose(): void {
    for (const source of this.#sources.values()) {
      source.dispose();
    }
  }

  async #read(id: SystemId, place: FilePlace): Promise<Buffer> {
    const source = this.#sources.get(id);
    return source === undefined ? Buffer.alloc(0) : await readWhole(source, place);
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function collect(source: ArtifactSource): Promise<SystemTruth> {
  const { tree } = new TreeWalk(source);
  await openBroadly(tree);
  const files: KnownFile[] = [];
  const directories: FilePlace[] = [];
  for (const row of tree.loadedRows().filter((each) => each.kind === "entry")) {
    const place = source.files?.placeOf(row.entry);
    if (place !== undefined) {
      await note(source, row, place, files, directories);
    }
  }
  tree.dispose();
  return { files, directories };
}

async function note(
  source: ArtifactSource,
  { entry }: EntryRow,
  place: FilePlace,
  files: KnownFile[],
  directories: FilePlace[],
): Promise<void> {
  const facts = await source.files?.stat(place, unaborted());
  if (facts?.isDirectory) {
    directories.push(place);
  } else if ((facts?.size ?? 0) <= MOST_BYTES) {
    const bytes = await readWhole(source, place);
    files.push(...(bytes.length > MOST_BYTES ? [] : [{ place, name: entry.name, bytes }]));
  }
}

/** A few rows of each level. */
async function openBroadly(tree: ArtifactTree): Promise<void> {
  const level: EntryRow[] = [];
  const take = async (parent: EntryRow | undefined): Promise<void> => {
    const rows = await tree.children(parent);
    level.push(...rows.filter((row) => row.kind === "entry").slice(0, 6));
  };
  await take(undefined);
  for (let next = level.shift(); next !== undefined && tree.loadedRows().length < MOST_ROWS; next = level.shift()) {
    if (next.entry.isExpandable) {
      await take(next);
    }
  }
}

async function readWhole(source: ArtifactSource, place: FilePlace): Promise<Buffer> {
  const content = await source.files?.read(place, undefined, unaborted());
  const chunks: Uint8Array[] = [];
  for await (const chunk of content?.body ?? []) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
