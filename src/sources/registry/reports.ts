import { ApiError } from "../../http/apiError";
import { formatCount } from "../../text/formatNumbers";
import { mapBounded } from "../shared/mapBounded";
import { isKnownType } from "./rows/artifactTypes";
import type { RegistryClient } from "./wire/client";
import type { Cost, Lineage, LineageNode, Rating } from "./wire/model";
import type { ArtifactKey } from "./wire/operations";
import type { CallOptions } from "../contract/entry";

/** Look-ups are small; a long lineage shall not take all of the service. */
const MOST_AT_A_TIME = 6;
/** As many as a person walks through. Nodes beyond are shown, and lead nowhere. */
const MOST_LOOKUPS = 40;

/** The registry's computed facts about an artifact. Absent where there are none, or they failed, as `problems` says. */
export interface Reports {
  readonly rating: Rating | undefined;
  readonly lineage: Lineage | undefined;
  readonly costs: readonly Cost[];
  readonly problems: readonly string[];
}

interface Part<T> {
  readonly value?: T;
  readonly problems: readonly string[];
}

interface Parts {
  readonly rating: Part<Rating>;
  readonly lineage: Part<Lineage>;
  readonly cost: Part<readonly Cost[]>;
}

interface ReportOptions extends CallOptions {
  readonly withLineage: boolean;
  /** Told of the reports that are there, each time that one comes. */
  readonly onPart: (soFar: Reports) => void;
}

const NONE = { problems: [] };

export const NO_REPORTS = reportsOf({ rating: NONE, lineage: NONE, cost: NONE });

/** All reports side by side, each on its own. @throws the signal's reason alone. */
export async function loadReports(client: RegistryClient, key: ArtifactKey, options: ReportOptions): Promise<Reports> {
  let parts: Parts = { rating: NONE, lineage: NONE, cost: NONE };
  const take = (part: Partial<Parts>): void => {
    parts = { ...parts, ...part };
    options.onPart(reportsOf(parts));
  };
  const isModel = key.type === "model";
  await Promise.all([
    isModel && loadPart("load the scores", () => client.rate(key.id, options)).then((rating) => take({ rating })),
    isModel && options.withLineage && loadLineage(client, key, options).then((lineage) => take({ lineage })),
    loadPart("load the cost", () => client.cost(key, options)).then((cost) => take({ cost })),
  ]);
  return reportsOf(parts);
}

function reportsOf({ rating, lineage, cost }: Parts): Reports {
  const problems = [rating, lineage, cost].flatMap((part) => part.problems);
  return { rating: rating.value, lineage: lineage.value, costs: cost.value ?? [], problems };
}

async function loadLineage(client: RegistryClient, key: ArtifactKey, options: CallOptions): Promise<Part<Lineage>> {
  const part = await loadPart("load the lineage", () => client.lineage(key.id, options));
  return await withTypes(client, key, part, options);
}

async function loadPart<T>(what: string, work: () => Promise<T>): Promise<Part<T>> {
  try {
    return { value: await work(), problems: [] };
  } catch (error) {
    if (error instanceof ApiError) {
      return { problems: [`Could not ${what}: ${error.message}.`] };
    }
    throw error;
  }
}

/** A node's type is needed to find its row. Not every service says it in the lineage; all of them know it by the name. */
async function withTypes(
  client: RegistryClient,
  key: ArtifactKey,
  { value: lineage, problems }: Part<Lineage>,
  options: CallOptions,
): Promise<Part<Lineage>> {
  if (lineage === undefined) {
    return { problems };
  }
  const named = lineage.nodes.map((node) => (node.id === key.id ? { ...node, type: key.type } : node));
  const unknown = [...new Set(named.filter(({ type }) => !isKnownType(type)).map(({ name }) => name))];
  const lookUp = async (name: string) => ({ name, ...(await loadPart(SEARCH, () => client.byName(name, options))) });
  const lookups = await mapBounded(unknown.slice(0, MOST_LOOKUPS), MOST_AT_A_TIME, lookUp);
  const types = new Map(
    lookups.flatMap(({ value }) => (value?.items ?? []).map(({ id, type }) => [id, type] as const)),
  );
  const failed = new Set(lookups.flatMap(({ name, value }) => (value === undefined ? [name] : [])));
  const nodes = named.map((node): LineageNode => ({
    ...node,
    type: types.get(node.id) ?? node.type,
    ...(failed.has(node.name) && { isNotLookedUp: true }),
  }));
  const left = lineage.unread === 0 ? [] : [unreadSentence(lineage.unread)];
  const cut = unknown.length > MOST_LOOKUPS ? [CUT_SHORT] : [];
  // The nodes themselves say which: one reason stands for all that failed alike.
  const reasons = new Set(lookups.flatMap((lookup) => lookup.problems));
  return { value: { ...lineage, nodes }, problems: [...problems, ...left, ...reasons, ...cut] };
}

function unreadSentence(count: number): string {
  return `${formatCount(count)} of the lineage's nodes and edges could not be read: they have no IDs.`;
}

const SEARCH = "find all artifacts of the lineage";

const CUT_SHORT = `The lineage is long: only its first ${MOST_LOOKUPS} artifacts were looked up, and can be opened from here.`;
