import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { NodeTarget } from "../../src/files/download/disk/nodeTarget";
import { runDownload } from "../../src/files/download/downloadJob";
import { planDownload } from "../../src/files/download/downloadPlan";
import type { DownloadItem } from "../../src/files/download/part/downloadItem";
import { peekFile } from "../../src/files/preview/peekFile";
import { ApiError } from "../../src/http/apiError";
import type { SampleServer } from "../../src/sample/sampleServer";
import type { FilterField } from "../../src/sources/contract/entryFilter";
import type { ArtifactSource } from "../../src/sources/contract/source";
import type { SourceFiles } from "../../src/sources/contract/sourceFiles";
import { ArtifactTree } from "../../src/tree/model/artifactTree";
import type { EntryRow, Row } from "../../src/tree/model/row";
import type { SystemId } from "../support/connectedSample";
import { systemOf } from "../support/connectedSample";
import { FakeClock } from "../support/fakeClock";
import type { FaultKind } from "./faultyProxy";
import { FaultyProxy } from "./faultyProxy";
import type { KnownFile, SoakTruth } from "./soakTruth";
import { hashOf } from "./soakTruth";

const IDS: readonly SystemId[] = ["modelLab", "trueFoundry", "registry"];
const STEPS_OF_ONE_SOURCE = 60;
const FILES_AT_ONCE = 4;

/** Where all askers of a soak write what they find. */
export interface SoakNotes {
  readonly truth: SoakTruth;
  readonly server: SampleServer;
  readonly elsewhere: string;
  readonly folder: string;
  readonly onRequestFault: (kind: FaultKind) => void;
  /** A text that someone may see. */
  readonly seen: (text: string, where: string) => void;
  readonly foreign: (error: unknown) => void;
  readonly wrong: (what: string) => void;
  readonly leftOver: (name: string) => void;
  readonly done: Record<"trees" | "reads" | "downloads" | "files", number>;
}

/** One user of the three systems behind proxies of their own, who gives up what stalls. */
export class SoakAsker {
  readonly #notes: SoakNotes;
  readonly #random: () => number;
  readonly #folder: string;
  #proxies: FaultyProxy[] = [];
  #id: SystemId = "modelLab";
  #source: ArtifactSource | undefined;
  #tree: ArtifactTree | undefined;
  #controller = new AbortController();

  constructor(notes: SoakNotes, random: () => number, name: string) {
    this.#notes = notes;
    this.#random = random;
    this.#folder = join(notes.folder, name);
  }

  /** Asks until it is enough. @returns the number of requests. */
  async run(isEnough: () => boolean): Promise<number> {
    await this.#open();
    for (let step = 0; !isEnough(); step += 1) {
      if (step % STEPS_OF_ONE_SOURCE === 0 || this.#controller.signal.aborted) {
        await this.#renew(step);
      }
      await this.#step().catch((error: unknown) => this.#noteError(error));
    }
    this.#end();
    await this.#look();
    await Promise.all(this.#proxies.map((proxy) => proxy.close()));
    return this.#proxies.reduce((sum, { requests }) => sum + requests, 0);
  }

  async #open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const { server, elsewhere } = this.#notes;
    let downloads = "";
    const shared = {
      random: this.#random,
      elsewhere,
      onFault: (kind: FaultKind) => this.#onFault(kind),
      rewrite: (text: string) => text.replaceAll(server.downloadOrigin, downloads),
    };
    const files = await FaultyProxy.start({ ...shared, origin: server.downloadOrigin });
    downloads = files.url;
    this.#proxies = [await FaultyProxy.start({ ...shared, origin: server.origin }), files];
  }

  #onFault(kind: FaultKind): void {
    this.#notes.onRequestFault(kind);
    if (kind === "stall" || kind === "stallInBody") {
      // The user gives it up; nothing else would end it before its limit of time.
      this.#controller.abort();
      this.#tree?.dispose();
    }
  }

  /** Another system, or the same one again, as after a sign-out. */
  async #renew(step: number): Promise<void> {
    const isDue = step % STEPS_OF_ONE_SOURCE === 0;
    this.#controller = new AbortController();
    if (isDue) {
      this.#end();
      await this.#look();
      this.#id = this.#pick(IDS) ?? "modelLab";
      this.#source = this.#connect();
    }
    const source = this.#source ?? this.#connect();
    this.#source = source;
    this.#tree?.dispose();
    this.#tree = new ArtifactTree({ source, onDidChange: () => undefined });
  }

  #connect(): ArtifactSource {
    const { server, seen } = this.#notes;
    const { baseUrl, keys } = server.systems[this.#id];
    const own = baseUrl.replace(server.origin, this.#proxies[0]?.url ?? "");
    const network = { userAgent: "soak", proxy: {}, log: (line: string) => seen(line, "log") };
    return systemOf(this.#id).connect({ id: "soak", name: "Soak", baseUrl: own, keyPages: {} }, keys, network);
  }

  #end(): void {
    this.#controller.abort();
    this.#tree?.dispose();
    this.#source?.dispose();
  }

  async #step(): Promise<void> {
    const [source, tree] = [this.#source, this.#tree];
    if (source === undefined || tree === undefined) {
      return;
    }
    const chance = this.#random();
    if (chance < 0.5 || source.files === undefined) {
      await this.#stepInTree(source, tree);
      this.#notes.done.trees += 1;
    } else if (chance < 0.8) {
      await this.#read(source.files);
      this.#notes.done.reads += 1;
    } else {
      await this.#download(source.files);
      this.#notes.done.downloads += 1;
    }
  }

  async #stepInTree(source: ArtifactSource, tree: ArtifactTree): Promise<void> {
    const row = this.#pick(tree.loadedRows());
    const entry = row?.kind === "entry" ? row : undefined;
    if (row?.kind === "more") {
      await tree.loadMore(row);
    } else if (row?.kind === "failure") {
      await tree.tryAgain(row);
    } else {
      await this.#change(source, tree, entry);
    }
    this.#seeRows(await tree.children(entry));
  }

  /** Refreshes or narrows what is below a row, or leaves it as it is. */
  async #change(source: ArtifactSource, tree: ArtifactTree, row: EntryRow | undefined): Promise<void> {
    const chance = this.#random();
    if (row !== undefined && chance < 0.2) {
      await tree.refreshRow(row, { signal: this.#controller.signal });
    } else if (chance < 0.25) {
      tree.refresh();
    } else if (chance < 0.4) {
      this.#narrow(source, row);
    }
  }

  #narrow({ filter }: ArtifactSource, row: EntryRow | undefined): void {
    const field = this.#pick(filter?.fields(row?.entry) ?? []);
    const isSet = field !== undefined && this.#random() < 0.5;
    filter?.set(row?.entry, isSet ? { [field.id]: [this.#valueOf(field)].filter(isFit(field)) } : {});
  }

  #valueOf({ choices = [], kind }: FilterField): string {
    return this.#pick(choices)?.value ?? (kind === "flag" ? "true" : "a");
  }

  #seeRows(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#notes.seen(
        row.kind === "entry" ? JSON.stringify(row.entry) : row.kind === "failure" ? inspect(row.error) : "",
        "row",
      );
    }
  }

  async #read(files: SourceFiles): Promise<void> {
    const { signal } = this.#controller;
    const { files: known, directories } = this.#notes.truth.system(this.#id);
    const file = this.#pick(known);
    const directory = this.#pick(directories);
    const chance = this.#random();
    if (directory !== undefined && chance < 0.3) {
      await files.list(directory, { signal, isFresh: this.#random() < 0.5 });
    } else if (file !== undefined && chance < 0.5) {
      const open = (range: { start: number }) => files.read(file.place, range, { signal });
      this.#notes.seen(inspect(await peekFile(file.name, open, signal), { depth: 6 }), "peek");
    } else if (file !== undefined) {
      await this.#compare(files, file);
    }
  }

  async #compare(files: SourceFiles, { place, bytes }: KnownFile): Promise<void> {
    const { signal } = this.#controller;
    const start = this.#random() < 0.5 ? 0 : Math.floor(this.#random() * bytes.length);
    const content = await files.read(place, start === 0 ? undefined : { start }, { signal });
    const chunks: Uint8Array[] = [];
    for await (const chunk of content.body) {
      chunks.push(chunk);
    }
    if (!bytes.subarray(content.start).equals(Buffer.concat(chunks))) {
      this.#notes.wrong(`read of ${place.join("/")} from ${start}`);
    }
  }

  async #download(files: SourceFiles): Promise<void> {
    const { signal } = this.#controller;
    const items = this.#random() < 0.5 ? this.#chooseItems() : await this.#planItems(files);
    const job = {
      files,
      signal,
      clock: new FakeClock(),
      origin: { systemId: this.#id, site: "soak" },
      target: new NodeTarget(this.#folder),
      existing: "skip" as const,
      connections: FILES_AT_ONCE,
    };
    const summary = await runDownload(items, job);
    this.#notes.seen(inspect(summary.failed, { depth: 6 }), "summary");
    for (const item of [...summary.downloaded, ...summary.skipped]) {
      await this.#check(item);
    }
    this.#notes.done.files += summary.downloaded.length;
  }

  #chooseItems(): readonly DownloadItem[] {
    const chosen = new Map<string, DownloadItem>();
    for (let index = 0; index < FILES_AT_ONCE; index += 1) {
      const file = this.#pick(this.#notes.truth.system(this.#id).files);
      if (file !== undefined) {
        const name = `${hashOf(Buffer.from(file.place.join("\0"))).slice(0, 8)}.bin`;
        chosen.set(name, { place: file.place, path: [this.#id, name], size: file.bytes.length });
      }
    }
    return [...chosen.values()];
  }

  async #planItems(files: SourceFiles): Promise<readonly DownloadItem[]> {
    const place = this.#pick(this.#notes.truth.system(this.#id).directories);
    if (place === undefined) {
      return [];
    }
    const name = hashOf(Buffer.from(place.join("\0"))).slice(0, 8);
    const plan = await planDownload([{ place, name: `${this.#id}-${name}` }], {
      files,
      signal: this.#controller.signal,
    });
    this.#notes.seen(inspect(plan.failures, { depth: 6 }), "plan");
    return plan.items.filter(({ size }) => (size ?? 0) < 300_000).slice(0, 2 * FILES_AT_ONCE);
  }

  async #check({ place, path }: DownloadItem): Promise<void> {
    const hash = hashOf(await readFile(join(this.#folder, ...path)));
    if (hash !== (await this.#notes.truth.hash(this.#id, place))) {
      this.#notes.wrong(`file ${path.join("/")} of ${place.join("/")}`);
    }
    const names = await readdir(join(this.#folder, ...path.slice(0, -1)));
    const parts = names.filter((name) => name.startsWith(`.${path.at(-1) ?? ""}.`) && name.includes(".mlpart"));
    parts.forEach((name) => this.#notes.leftOver(name));
  }

  /** Reads all that was written, parts and their notes too, and begins with an empty folder. */
  async #look(): Promise<void> {
    for (const item of await readdir(this.#folder, { recursive: true, withFileTypes: true })) {
      if (item.isFile()) {
        this.#notes.seen(await readFile(join(item.parentPath, item.name), "latin1"), item.name);
      }
    }
    await rm(this.#folder, { recursive: true });
    await mkdir(this.#folder);
  }

  #noteError(error: unknown): void {
    this.#notes.seen(inspect(error, { depth: 6 }), "error");
    if (!(error instanceof ApiError) && !this.#controller.signal.aborted) {
      this.#notes.foreign(error);
    }
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}

function isFit(field: FilterField): (value: string) => boolean {
  return (value) => field.validate(value) === undefined;
}
