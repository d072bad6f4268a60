import * as v from "valibot";
import { TABLE_ACTIONS } from "../../web/runTable/messages";
import type { RunTableRequest, TableAddress } from "../../web/runTable/messages";

const MOST_LINES = 1_000;
const LONGEST = 20_000;
const MOST_IDS = 32;

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST));
const text = v.pipe(v.string(), v.maxLength(LONGEST));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const plain = <K extends string>(kind: K) => v.object({ kind: v.literal(kind) });

const address = v.object({
  systemId: name,
  site: name,
  rowIds: v.pipe(v.array(name), v.minLength(1), v.maxLength(MOST_IDS)),
});
const kept = v.object({ table: address, filter: v.optional(text, "") });

const request = v.variant("kind", [
  plain("ready"),
  plain("reload"),
  plain("setKeys"),
  plain("stop"),
  plain("goOn"),
  v.object({ kind: v.literal("filter"), text }),
  v.object({ kind: v.literal("window"), start: whole, count: v.pipe(whole, v.maxValue(MOST_LINES)) }),
  v.object({ kind: v.literal("sort"), column: name, isAdded: v.boolean() }),
  v.object({ kind: v.literal("moveColumn"), column: name, before: v.exactOptional(name) }),
  v.object({ kind: v.literal("sizeColumn"), column: name, width: v.number() }),
  v.object({ kind: v.literal("hideColumn"), column: name }),
  plain("chooseColumns"),
  plain("columnSets"),
  plain("chooseGroup"),
  v.object({ kind: v.literal("toggleGroup"), text: v.nullable(v.string()) }),
  plain("toggleGroups"),
  v.object({ kind: v.literal("select"), step: v.picklist(["replace", "extend", "toggle"]), row: whole }),
  plain("selectAll"),
  plain("clearSelection"),
  v.object({ kind: v.literal("openRun"), row: whole }),
  v.object({ kind: v.literal("act"), action: v.picklist(TABLE_ACTIONS) }),
  plain("copyRows"),
  plain("export"),
]);

export function parseTableRequest(message: unknown): RunTableRequest | undefined {
  const result = v.safeParse(request, message);
  return result.success ? result.output : undefined;
}

/** A table from before the window reloaded, with the filter that was typed there. */
interface KeptTable {
  readonly table: TableAddress;
  readonly filter: string;
}

/** Undefined when no table can be made of the state. */
export function parseKeptTable(state: unknown): KeptTable | undefined {
  const result = v.safeParse(kept, state);
  return result.success ? result.output : undefined;
}
