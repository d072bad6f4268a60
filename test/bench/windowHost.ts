import { appendFileSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { commands, Uri } from "vscode";
import { FilterStore } from "../../src/host/filterStore";
import { KeyStore } from "../../src/host/keys/keyStore";
import { SampleHost } from "../../src/host/site/sampleHost";
import { Session } from "../../src/host/site/session";
import { SiteSetting } from "../../src/host/site/siteSetting";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";
import { ExplorerView } from "../../src/tree/explorerView";
import type { EntryRow, MoreRow, Row } from "../../src/tree/model/row";
import { extensionUnderTest } from "../host/support/extensionUnderTest";
import { MemoryMemento, MemorySecrets } from "../host/support/memoryStorage";

/** Of the other extension's timer, ms. */
const PERIOD = 10;
/** A window that asks for nothing so long has drawn what there is, ms. */
const QUIET_MS = 1_500;

export interface WindowResult {
  readonly what: string;
  /** Until the window had asked for all that it draws, ms. */
  readonly ms: number;
  /** How much later than it should have the timer came, at most, ms. */
  readonly delay: number;
}

/** As another extension of the window has one. */
class OtherTimer {
  #last = performance.now();
  #longest = 0;

  constructor() {
    setInterval(() => this.#note(), PERIOD);
  }

  /** The longest delay since the last call. */
  take(): number {
    this.#note();
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }

  #note(): void {
    const now = performance.now();
    this.#longest = Math.max(this.#longest, now - this.#last - PERIOD);
    this.#last = now;
  }
}

/** The view of the extension, which says when VS Code has asked it for something. */
class AskedView extends ExplorerView {
  askedAt = performance.now();
  #onListed: ((row: Row | undefined) => void) | undefined;

  override getTreeItem(row: Row): ReturnType<ExplorerView["getTreeItem"]> {
    this.askedAt = performance.now();
    return super.getTreeItem(row);
  }

  override async getChildren(row?: Row): Promise<Row[]> {
    const rows = await super.getChildren(row);
    this.askedAt = performance.now();
    this.#onListed?.(row);
    return rows;
  }

  /** Until VS Code has listed what is below a row the next time. */
  nextListing(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.#onListed = (row) => {
        if (row?.id === id) {
          resolve();
        }
      };
    });
  }

  /** Until nothing more is asked for: VS Code gathers changes for a moment before it draws them. */
  async settle(): Promise<void> {
    const since = performance.now();
    while (performance.now() - Math.max(since, this.askedAt) < QUIET_MS) {
      await delay(QUIET_MS / 10);
    }
  }
}

/** What VS Code calls in its extension host: opens large listings in the window's own view, and writes what that takes. */
export async function run(): Promise<void> {
  const { BENCH_ORIGIN: origin = "", BENCH_FOLDER: folder = "", BENCH_RESULT: result = "" } = process.env;
  try {
    const results = await measureAll(await openView(origin, folder));
    writeFileSync(result, JSON.stringify(results));
  } catch (error) {
    appendFileSync(`${result}.failed`, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

async function openView(origin: string, folder: string): Promise<AskedView> {
  // The view of an id that is made last is the one that VS Code shows.
  await extensionUnderTest().activate();
  const memory = new MemoryMemento();
  const keys = new KeyStore(new MemorySecrets(), Uri.file(folder));
  const network = () => ({ userAgent: "bench", proxy: {}, log: () => undefined });
  const setting = new SiteSetting(MODEL_LAB, memory);
  const filters = new FilterStore(memory);
  const session = new Session({ system: MODEL_LAB, setting, keys, sample: new SampleHost(), filters, network });
  const view = new AskedView(session, () => undefined);
  await keys.store(MODEL_LAB.id, origin, { apiKey: "a", appKey: "b" });
  await session.open();
  await commands.executeCommand(`${view.viewId}.focus`);
  return view;
}

async function measureAll(view: AskedView): Promise<readonly WindowResult[]> {
  const timer = new OtherTimer();
  const results: WindowResult[] = [];
  const measure = async (what: string, work: () => unknown): Promise<void> => {
    await view.settle();
    timer.take();
    const startedAt = performance.now();
    await work();
    const endedAt = performance.now();
    await view.settle();
    results.push({ what, ms: Math.max(endedAt, view.askedAt) - startedAt, delay: timer.take() });
  };
  const project = await firstEntry(view);
  await measure("A project and its first 100 runs open", () => view.revealBelow(project));
  const listing = entryOf(await view.getChildren(project), "projectListing");
  await measure("200,000 files of a project open", () => view.revealBelow(listing));
  await measure("10,000 runs, page by page", () => loadAll(view, project));
  const run = entryOf(await view.getChildren(project), "run");
  const { signal } = new AbortController();
  await measure("One of 10,000 runs is pinned", () => view.changeRow(run, "pin", { signal }));
  const { entry } = view.tree?.find(run.id) ?? run;
  const changed = { ...entry, name: "changed", detail: [{ text: "running", brief: "running" }] };
  await measure("One of 10,000 runs changes", () => view.tree?.replaceEntries([changed], new Set()));
  return results;
}

async function loadAll(view: AskedView, project: EntryRow): Promise<void> {
  for (let more = moreOf(await view.getChildren(project)); more !== undefined;) {
    const listed = view.nextListing(project.id);
    await view.loadMore(more);
    await listed;
    more = moreOf(view.tree?.loadedChildren(project) ?? []);
  }
}

async function firstEntry(view: AskedView): Promise<EntryRow> {
  for (;;) {
    const rows = await view.getChildren();
    const row = rows.find((each): each is EntryRow => each.kind === "entry");
    if (row !== undefined) {
      return row;
    }
    await delay(QUIET_MS / 10);
  }
}

function entryOf(rows: readonly Row[], kind: string): EntryRow {
  const row = rows.find((each): each is EntryRow => each.kind === "entry" && each.entry.kind === kind);
  if (row === undefined) {
    throw new Error(`There is no row of the kind ${kind}.`);
  }
  return row;
}

function moreOf(rows: readonly Row[]): MoreRow | undefined {
  return rows.find((row): row is MoreRow => row.kind === "more");
}
