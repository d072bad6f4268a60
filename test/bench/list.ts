import { request } from "undici";
import { connectModelLab } from "../support/labConnection";
import type { ArtifactSource, Section } from "../../src/sources/contract/source";
import type { Entry } from "../../src/sources/contract/entry";
import { ArtifactTree } from "../../src/tree/model/artifactTree";
import type { EntryRow, Row } from "../../src/tree/model/row";
import { officialClient } from "./officialClient";
import { watchStalls } from "./watchStalls";
import { peakMemory } from "../support/peakMemory";

const API = "/api/v2/model-lab-api";
const { signal } = new AbortController();

/** Does all that comes before, and gives the work that is measured. It gives what is kept, and how many rows there are. */
type Way = (origin: string) => Promise<() => Promise<{ readonly kept: unknown; readonly rows: number }>>;

const WAYS: Readonly<Record<string, Way>> = {
  "files ours": (origin) =>
    Promise.resolve(async () => {
      const source = connect(origin);
      const [listing] = await load(source.sections(await firstOf(source)).find(({ id }) => id === "artifacts"));
      const rows = await load(source.sections(listing)[0]);
      return { kept: [source, listing, rows], rows: rows.length };
    }),
  "files floor": (origin) => counted(() => fetched(`${origin}${API}/projects/1/artifacts`)),
  "files least": (origin) => counted(async () => sumOf(await fetchedBytes(`${origin}${API}/projects/1/artifacts`))),
  "files client": (origin) => counted(() => officialClient(origin).listModelLabProjectArtifacts({ projectId: 1 })),
  "runs ours": (origin) =>
    Promise.resolve(async () => {
      const source = connect(origin);
      const project = await firstOf(source);
      const pages = await allPages(source.sections(project).find(({ noun }) => noun === "runs"));
      return { kept: [source, pages], rows: pages.flat().length };
    }),
  "runs tree": (origin) =>
    Promise.resolve(async () => {
      const { tree, rows } = await openTree(origin);
      return { kept: tree, rows };
    }),
  "runs refresh": async (origin) => {
    const { tree, project } = await openTree(origin);
    return async () => {
      tree.refresh();
      return { kept: tree, rows: (await tree.children(project)).length };
    };
  },
  "runs floor": (origin) => counted(() => fetchedRuns(origin)),
  "runs least": (origin) => counted(() => lookedThrough(origin)),
  "runs client": (origin) =>
    counted(async () => {
      const client = officialClient(origin);
      const kept: unknown[] = [];
      for (let page: number | null = 0; page !== null;) {
        const { data, meta } = await client.listModelLabRuns({ pageSize: 100, pageNumber: page });
        kept.push(data);
        page = meta.page.nextNumber ?? null;
      }
      return kept;
    }),
};

interface RawPage {
  readonly data: readonly unknown[];
  readonly meta: { readonly page: { readonly next_number: number | null } };
}

function counted(work: () => Promise<unknown>): ReturnType<Way> {
  return Promise.resolve(async () => ({ kept: await work(), rows: 1 }));
}

function connect(origin: string): ArtifactSource {
  return connectModelLab(origin, { apiKey: "a", appKey: "b" });
}

async function openTree(origin: string) {
  const tree = new ArtifactTree({ source: connect(origin), onDidChange: () => undefined });
  const project = (await tree.children(undefined)).find((row): row is EntryRow => row.kind === "entry");
  let rows = await tree.children(project);
  for (let more = moreOf(rows); more !== undefined; more = moreOf(rows)) {
    await tree.loadMore(more);
    rows = await tree.children(project);
  }
  return { tree, project, rows: rows.length };
}

async function fetched(url: string): Promise<unknown> {
  const { body } = await request(url);
  return JSON.parse(await body.text()) as unknown;
}

async function fetchedRuns(origin: string): Promise<unknown> {
  const kept: unknown[] = [];
  for (let number: number | null = 0; number !== null;) {
    const page = (await fetched(`${origin}${API}/runs?page[number]=${number}`)) as RawPage;
    kept.push(page.data);
    number = page.meta.page.next_number;
  }
  return kept;
}

async function fetchedBytes(url: string): Promise<Buffer> {
  const { body } = await request(url);
  return Buffer.from(await body.arrayBuffer());
}

/** A look at each byte: less can't be done by what checks an answer. */
function sumOf(bytes: Buffer): number {
  let sum = 0;
  let at = 0;
  // An iterator would take several times as long.
  while (at < bytes.length) {
    sum += bytes[at++] ?? 0;
  }
  return sum;
}

async function lookedThrough(origin: string): Promise<number> {
  let sum = 0;
  for (let number: string | undefined = "0"; number !== undefined;) {
    const bytes = await fetchedBytes(`${origin}${API}/runs?page[number]=${number}`);
    sum += sumOf(bytes);
    number = /"next_number":(\d+)/.exec(bytes.toString("latin1", bytes.length - 200))?.[1];
  }
  return sum;
}

async function firstOf(source: ArtifactSource): Promise<Entry> {
  const [first] = await load(source.sections(undefined)[0]);
  if (first === undefined) {
    throw new Error("Nothing is listed.");
  }
  return first;
}

/** The first page of a section. */
async function load(section: Section | undefined): Promise<readonly Entry[]> {
  return (await section?.load(undefined, { signal }))?.items ?? [];
}

async function allPages(section: Section | undefined): Promise<readonly (readonly Entry[])[]> {
  const all: (readonly Entry[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await section?.load(cursor, { signal });
    all.push(page?.items ?? []);
    cursor = page?.next;
  } while (cursor !== undefined);
  return all;
}

function moreOf(rows: readonly Row[]) {
  return rows.find((row) => row.kind === "more");
}

/** Bytes on the heap and outside of it, once garbage is gone. */
async function settled(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    globalThis.gc?.();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Prints what it took: ms, ms of processor time, the longest stall in ms, and bytes that are kept and that there were at most. */
async function main(): Promise<void> {
  const [origin = "", name = ""] = process.argv.slice(2);
  const way = WAYS[name];
  if (way === undefined) {
    throw new Error(`There is no way ${name}.`);
  }
  // Libraries are loaded before the work that counts.
  await (
    await way(`${origin}/warm`)
  )();
  const work = await way(origin);
  const before = await settled();
  const endWatch = watchStalls();
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  const made = await work();
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  const stall = endWatch();
  const kept = (await settled()) - before;
  const memory = peakMemory();
  console.log(JSON.stringify({ ms, cpu: (user + system) / 1000, stall, kept, memory, rows: made.rows }));
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
