import type { Entry } from "../../sources/contract/entry";
import type { PanelContent } from "../../sources/contract/panelContent";
import type { ArtifactSource } from "../../sources/contract/source";
import { detailText } from "../../sources/shared/detailText";
import { cell } from "../answer/shownText";
import type { AgentSystem } from "../target/agentWorld";
import { addressOf } from "../target/target";
import type { RowWalk } from "./rowWalk";

/** A listing that an agent goes through. */
export interface RowListing {
  readonly system: AgentSystem;
  readonly source: ArtifactSource;
  readonly walk: RowWalk;
  /** Names of parameters and metrics that stand as columns. */
  readonly show: readonly string[];
  /** False once the user has another site, or keeps it from agents. */
  readonly isOpen: () => boolean;
  /** Keeps rows back that agents may not see. */
  readonly isShown: (entry: Entry) => boolean;
}

type RowPlace = Pick<RowListing, "system" | "source" | "show">;

export function rowHead(show: readonly string[]): string {
  return ["address", "name", "kind", "detail", ...show.map((name) => cell(name))].join(" | ");
}

/** A row of a listing as a line: what leads to it, what it is called, and what its grey text says. */
export function rowLine(place: RowPlace, entry: Entry, content: PanelContent | undefined, now: number): string {
  const values = place.show.map((name) => (content === undefined ? "" : valueOf(content, name)));
  const plain = [addressOf({ ...place, entry }), entry.name, entry.spoken, detailText(entry.detail, now)];
  return [...plain, ...values].map((text, index) => cell(text, index === 0 ? LONGEST_ADDRESS : undefined)).join(" | ");
}

/** Longer than any address but those of files in deep directories. */
const LONGEST_ADDRESS = 600;

/** A parameter's value, or a metric's latest. */
function valueOf({ params, metrics }: PanelContent, name: string): string {
  const param = params.find(({ key }) => key === name);
  const metric = metrics.find(({ key }) => key === name);
  const value = metric?.latest ?? metric?.mean;
  return param?.value ?? (value === undefined ? "" : String(value));
}
