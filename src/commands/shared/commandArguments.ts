import { Uri } from "vscode";
import type { ArgumentShape, ShapeOf } from "../../manifest/commandArguments";
import type { CommandId } from "../../manifest/commands";
import { COMMAND_ARGUMENTS } from "../../manifest/commandArguments";
import { WordedError } from "../../http/wordedError";
import type { ExplorerView } from "../../tree/explorerView";
import type { Row } from "../../tree/model/row";

/** Arguments by their shapes in `manifest.ts`. What is no row of these stops a command that is for rows. */
interface Arguments {
  readonly none: undefined;
  readonly rows: readonly Row[];
  readonly rowsOrFiles: { readonly rows: readonly Row[]; readonly files: readonly Uri[] };
  /** `systemId` is given by a key alone. */
  readonly rowsOrKey: { readonly rows: readonly Row[]; readonly systemId: string | undefined };
  readonly system: string | undefined;
  readonly site: { readonly systemId: string | undefined; readonly site: string | undefined };
  readonly folder: Uri | undefined;
  readonly agentCall: number | undefined;
  readonly mention: { readonly systemId: string; readonly address: string } | undefined;
}

export type ArgumentsOf<C extends CommandId> = Arguments[ShapeOf<C>];

type Raw = readonly unknown[];

type Readers = {
  readonly [S in ArgumentShape]: (raw: Raw, views: readonly ExplorerView[]) => Arguments[S];
};

const READERS: Readers = {
  none: () => undefined,
  rows: rowsIn,
  rowsOrFiles: (raw, views) =>
    isFile(raw[0])
      ? { rows: [], files: filesIn(raw) }
      : { rows: keyIn(raw[0], views)?.rows ?? rowsIn(raw, views), files: [] },
  rowsOrKey: (raw, views) => keyIn(raw[0], views) ?? { rows: rowsIn(raw, views), systemId: undefined },
  system: ([systemId]) => textIn(systemId),
  site: ([systemId, site]) => ({ systemId: textIn(systemId), site: textIn(site) }),
  folder: ([folder]) => (folder instanceof Uri ? folder : undefined),
  agentCall: ([call]) => numberIn(call),
  mention: ([systemId, address]) =>
    typeof systemId === "string" && typeof address === "string" ? { systemId, address } : undefined,
};

const SHAPES = new Map<string, ArgumentShape>(
  Object.entries(COMMAND_ARGUMENTS).flatMap(([shape, ids]) => ids.map((id) => [id, shape as ArgumentShape] as const)),
);

/** Checks what a command was called with: other extensions, links and keybindings can hand over anything. */
export function readArguments<C extends CommandId>(id: C, raw: Raw, views: readonly ExplorerView[]): ArgumentsOf<C> {
  const shape = (SHAPES.get(id) ?? "none") as ShapeOf<C>;
  return READERS[shape](raw, views);
}

/**
 * A menu gives the row it was opened on and, with more than one selected, all of them; the palette gives nothing. While VS Code
 * lists rows again it hands over undefined for them: no other row is taken instead, and no selection without them. @throws WordedError
 */
function rowsIn(raw: Raw, views: readonly ExplorerView[]): readonly Row[] {
  const [row, selection] = raw;
  if (raw.length === 0 || row === null) {
    return [];
  }
  const rows: Raw = Array.isArray(selection) && selection.length > 0 ? selection : [row];
  if (row === undefined || rows.includes(undefined)) {
    throw new WordedError("the view was drawn again at that moment. Open the menu on the row again");
  }
  if (!isShownRow(views, row)) {
    throw new WordedError("the row is no longer in the view");
  }
  return rows.filter((candidate) => isShownRow(views, candidate)).map((each) => rowNow(views, each));
}

/** A key is for the row that has the focus, and for all that are selected when it is one of them, as in VS Code's Explorer. */
function keyIn(value: unknown, views: readonly ExplorerView[]): Arguments["rowsOrKey"] | undefined {
  const pair: Raw = Array.isArray(value) ? value : [];
  const [focused, systemId] = pair;
  const view = views.find(({ session }) => session.system.id === systemId);
  if (view === undefined) {
    return undefined;
  }
  const { selection } = view.use;
  const row = isShownRow([view], focused) ? view.now(focused) : undefined;
  const isSelected = row === undefined || selection.some(({ id }) => id === row.id);
  return { rows: isSelected ? selection : [row], systemId: view.session.system.id };
}

/** Only rows that a view made are taken. */
function isShownRow(views: readonly ExplorerView[], candidate: unknown): candidate is Row {
  return typeof candidate === "object" && candidate !== null && views.some((view) => view.owns(candidate));
}

/** VS Code gives the row that it was given, which may have changed since. */
function rowNow(views: readonly ExplorerView[], row: Row): Row {
  return views.find((view) => view.owns(row))?.now(row) ?? row;
}

/** An editor gives its file, and the Explorer the one that its menu was opened on, with all that are selected. */
function filesIn([file, selected]: Raw): readonly Uri[] {
  const all = Array.isArray(selected) ? selected.filter(isFile) : [];
  return all.length > 0 ? all : [file].filter(isFile);
}

function isFile(value: unknown): value is Uri {
  return value instanceof Uri;
}

function numberIn(call: unknown): number | undefined {
  const number: unknown = typeof call === "object" && call !== null ? Reflect.get(call, "number") : undefined;
  return typeof number === "number" ? number : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
