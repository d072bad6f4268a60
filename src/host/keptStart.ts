import type { Memento } from "vscode";
import { workspace } from "vscode";
import { isLoose, toText } from "../text/looseValues";

const KEPT_AS = "mlArtifacts.start";

/** The status-bar item of a system's site as it reads. */
export interface BarText {
  readonly systemId: string;
  /** The item's name in the menu that hides items. */
  readonly name: string;
  readonly text: string;
  readonly tooltip: string;
  readonly label: string;
}

/** How the last window stood, from which the next starts. It holds no secret. */
export interface KeptStart {
  /** Of the extension. */
  readonly version: string;
  /** The user's own values of the settings that it follows from, by their names; without those that are not set. */
  readonly settings: Readonly<Record<string, string>>;
  readonly bar: BarText;
  /** Context keys of the manifest. */
  readonly contexts: Readonly<Record<string, string | boolean>>;
  /** The addresses of the services that can be asked. */
  readonly addresses: readonly string[];
}

/** Undefined when nothing was kept, by this version, or when a setting has changed since. */
export function readKeptStart(memory: Memento, version: string): KeptStart | undefined {
  const kept: unknown = memory.get(KEPT_AS);
  // Written by this version alone, so that it has this version's shape.
  const start = isLoose(kept) && toText(kept["version"]) === version ? memory.get<KeptStart>(KEPT_AS) : undefined;
  return start !== undefined && isOfNow(start) ? start : undefined;
}

export async function keepStart(memory: Memento, start: KeptStart): Promise<void> {
  if (JSON.stringify(memory.get(KEPT_AS)) !== JSON.stringify(start)) {
    await memory.update(KEPT_AS, start);
  }
}

/** The user's own value, as `KeptStart.settings` has it. */
export function userText(name: string): string {
  const value: unknown = workspace.getConfiguration().inspect(name)?.globalValue;
  return typeof value === "string" ? value : "";
}

function isOfNow({ settings }: KeptStart): boolean {
  return Object.entries(settings).every(([name, value]) => userText(name) === value);
}
