import { ArtifactTree } from "../../src/tree/model/artifactTree";
import { findRow } from "../../src/tree/model/findRow";
import type { EntryRow, Row } from "../../src/tree/model/row";
import type { ArtifactSource } from "../../src/sources/contract/source";
import { MODEL_LAB } from "../../src/sources/modelLab/modelLabSystem";

/** The project of the sample data with the most runs. */
const SWEEP = { name: "sweeps/qwen3-4b-lora-grid", runs: 1_200 };
/** The project of the large data with the most runs: 94,000 that are no child runs. */
const LARGEST = "sweeps/nightly-scheduler";
const RUNS_QUERY = "filter[parent_run_id]=null&pinned_first=true&sort=-created_at&page[size]=100";
const PROJECTS_QUERY = "sort=-updated_at&page[size]=100";

export interface Sample {
  readonly origin: string;
  readonly keys: { readonly apiKey: string; readonly appKey: string };
}

/** What a straight script keeps: the service's objects as they come. */
export interface PlainObject {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface PlainPage {
  readonly data: readonly PlainObject[];
  readonly meta: { readonly page: { readonly next_number: number | null } };
}

/** The sample server, which runs in another process. */
function sample(): Sample {
  return JSON.parse(process.env["BENCH_SAMPLE"] ?? "{}") as Sample;
}

/** Our side: Model Lab as the extension connects to it. */
export function connect(): ArtifactSource {
  const { origin, keys } = sample();
  const site = { id: "bench", name: "Bench", baseUrl: origin, keyPages: {} };
  return MODEL_LAB.connect(site, keys, { userAgent: "bench", proxy: {}, log: () => undefined });
}

export function treeOf(source: ArtifactSource): ArtifactTree {
  return new ArtifactTree({ source, onDidChange: () => undefined });
}

export async function projectRow(tree: ArtifactTree): Promise<EntryRow> {
  const rows = await tree.children(undefined);
  return found(rows.find((row): row is EntryRow => row.kind === "entry" && row.entry.name === SWEEP.name));
}

/** All runs of the project, page after page as "Load More" does. */
export async function listRuns(tree: ArtifactTree, project: EntryRow): Promise<readonly Row[]> {
  let rows = await tree.children(project);
  for (let more = moreRow(rows); more !== undefined; more = moreRow(rows)) {
    await tree.loadMore(more);
    rows = await tree.children(project);
  }
  expectCount(rows.filter((row) => row.kind === "entry" && row.entry.kind === "run").length);
  return rows;
}

/** The other side: what one writes when one needs the runs, with what Node brings. */
export async function fetchRuns(projectId: string): Promise<readonly PlainObject[]> {
  const runs: PlainObject[] = [];
  for (let page: number | null = 0; page !== null;) {
    const number: string = page === 0 ? "" : `&page[number]=${page}`;
    const answer: PlainPage = await fetchPage(`runs?filter[project_id]=${projectId}&${RUNS_QUERY}${number}`);
    runs.push(...answer.data);
    page = answer.meta.page.next_number;
  }
  expectCount(runs.length);
  return runs;
}

export async function fetchProjects(): Promise<readonly PlainObject[]> {
  return (await fetchPage(`projects?${PROJECTS_QUERY}`)).data;
}

export async function fetchSweepId(): Promise<string> {
  return found((await fetchProjects()).find(({ attributes }) => attributes["name"] === SWEEP.name)).id;
}

/** A run of the large data set's largest project. */
export interface WantedRun {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
}

/** A run on a page of the largest project, of those that a search by their names finds: some names are borne by thousands. */
export async function listedRun(page: number): Promise<WantedRun> {
  const [project] = (await fetchPage(`projects?filter=${LARGEST}`)).data;
  const projectId = found(project).id;
  const { data } = await fetchPage(`runs?filter[project_id]=${projectId}&${RUNS_QUERY}&page[number]=${page}`);
  for (const { id, attributes } of data) {
    const name = String(attributes["name"]);
    const named = await fetchPage(`runs?filter=${encodeURIComponent(name)}&sort=-created_at&page[size]=10`);
    if (named.data.some((run) => run.id === id)) {
      return { id, name, projectId };
    }
  }
  throw new Error(`No run on page ${page} is found by its name.`);
}

/** "Go to": the address that is pasted, or that a search by name gives, and the row in a tree that has loaded nothing. */
export async function revealRun(source: ArtifactSource, wanted: WantedRun, by: "id" | "name"): Promise<void> {
  const options = { signal: new AbortController().signal };
  const address = by === "id" ? wanted.id : await addressOf(source, wanted);
  const ids = found(await source.addresses!.locate(address, options));
  if (!found(await findRow(treeOf(source), ids, options)).id.endsWith(`/run/${wanted.id}`)) {
    throw new Error(`The tree did not open to ${wanted.name}.`);
  }
}

async function addressOf(source: ArtifactSource, { id, name }: WantedRun): Promise<string> {
  const runs = found(source.finder?.groups.find(({ noun }) => noun === "runs"));
  const page = await runs.find(name, { signal: new AbortController().signal });
  return found(page.items.find(({ address }) => address === `run/${id}`)).address;
}

/** Page after page of the project, until the run is there. */
export async function fetchUntil({ id, projectId }: WantedRun): Promise<void> {
  for (let page: number | null = 0; page !== null;) {
    const number: string = page === 0 ? "" : `&page[number]=${page}`;
    const answer: PlainPage = await fetchPage(`runs?filter[project_id]=${projectId}&${RUNS_QUERY}${number}`);
    if (answer.data.some((run) => run.id === id)) {
      return;
    }
    page = answer.meta.page.next_number;
  }
  throw new Error("The run is on no page.");
}

/** How many requests the server has got since the last call. */
export async function takeRequestCount(): Promise<number> {
  const address = `${sample().origin}/__sample/requests`;
  const { requests } = (await (await fetch(address)).json()) as { requests: readonly unknown[] };
  await fetch(address, { method: "DELETE" });
  return requests.length;
}

/** The text of a page of 100 runs. */
export async function fetchRunsText(projectId: string): Promise<string> {
  return await fetchText(`runs?filter[project_id]=${projectId}&${RUNS_QUERY}`);
}

async function fetchPage(path: string): Promise<PlainPage> {
  return JSON.parse(await fetchText(path)) as PlainPage;
}

async function fetchText(path: string): Promise<string> {
  const { origin, keys } = sample();
  const headers = { "dd-api-key": keys.apiKey, "dd-application-key": keys.appKey };
  const response = await fetch(`${origin}/api/v2/model-lab-api/${path}`, { headers });
  if (!response.ok) {
    throw new Error(`The sample server answered ${response.status} to ${path}.`);
  }
  return await response.text();
}

function moreRow(rows: readonly Row[]) {
  return rows.find((row) => row.kind === "more");
}

function found<T>(thing: T | undefined): T {
  if (thing === undefined) {
    throw new Error(`There is no project ${SWEEP.name} in the sample data.`);
  }
  return thing;
}

function expectCount(count: number): void {
  if (count !== SWEEP.runs) {
    throw new Error(`${count} runs were listed instead of ${SWEEP.runs}.`);
  }
}
