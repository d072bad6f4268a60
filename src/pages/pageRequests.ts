import * as v from "valibot";
import { MOST_COMPARED } from "../sources/contract/compareLimits";
import { formatBytes } from "../text/formatNumbers";
import type { ComparePageRequest } from "../web/comparePage/messages";
import type { EntryPageRequest } from "../web/entryPage/messages";
import { PANEL_ACTIONS } from "../sources/contract/panelContent";
import type { PanelAddress } from "../sources/contract/panelContent";

const MOST_NAMES = 32;
const MOST_GROUPS = 2_000;
const LONGEST_NAME = 4_096;
const LONGEST_COPY = 20_000_000;
const LONGEST_PICTURE = 100_000_000;

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_NAME));
/** Metrics without a prefix are of one without a name. */
const group = v.pipe(v.string(), v.maxLength(LONGEST_NAME));
const names = v.pipe(v.array(name), v.minLength(1), v.maxLength(MOST_NAMES));
const column = v.object({ systemId: name, site: name, place: names });
const copy = v.object({ kind: v.literal("copy"), text: v.pipe(v.string(), v.maxLength(LONGEST_COPY)) });
const picture = v.pipe(v.string(), v.maxLength(LONGEST_PICTURE), v.startsWith("data:image/png;base64,"));

const kept = v.object({
  addresses: v.pipe(v.array(column), v.minLength(1), v.maxLength(MOST_COMPARED)),
});

const curvesRequests = [
  v.object({ kind: v.literal("openCurves") }),
  v.object({ kind: v.literal("foldCurves"), groups: v.pipe(v.array(group), v.maxLength(MOST_GROUPS)) }),
  v.object({ kind: v.literal("closeCurves") }),
  v.object({ kind: v.literal("reloadCurves") }),
  v.object({
    kind: v.literal("saveCurves"),
    name,
    format: v.picklist(["png", "svg"]),
    data: v.pipe(v.string(), v.maxLength(LONGEST_PICTURE)),
  }),
  copy,
] as const;

const entryRequest = v.variant("kind", [
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("reload") }),
  v.object({ kind: v.literal("setKeys") }),
  v.object({ kind: v.literal("act"), action: v.picklist(PANEL_ACTIONS) }),
  v.object({ kind: v.literal("revealRow"), rowIds: v.exactOptional(names) }),
  v.object({ kind: v.literal("openLink"), url: name }),
  v.object({ kind: v.literal("openFile"), name }),
  ...curvesRequests,
]);

const compareRequest = v.variant("kind", [
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("reload") }),
  v.object({ kind: v.literal("setKeys"), column }),
  v.object({ kind: v.literal("openPage"), column }),
  v.object({ kind: v.literal("remove"), column }),
  v.object({ kind: v.literal("moveFirst"), column }),
  ...curvesRequests,
  v.object({ kind: v.literal("savePicture"), picture }),
  v.object({ kind: v.literal("pictureTooLarge"), metrics: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);

/** The state of a page from before the window reloaded; undefined when no page can be made of it. */
export function parseKept(state: unknown): readonly PanelAddress[] | undefined {
  const result = v.safeParse(kept, state);
  return result.success ? result.output.addresses : undefined;
}

export function parseEntryRequest(message: unknown): EntryPageRequest | undefined {
  const result = v.safeParse(entryRequest, message);
  return result.success ? result.output : undefined;
}

export function parseCompareRequest(message: unknown): ComparePageRequest | undefined {
  const result = v.safeParse(compareRequest, message);
  return result.success ? result.output : undefined;
}

/** Says what becomes of a message that neither page may send. */
export function refusalOf(message: unknown): string {
  const kind = typeof message === "object" && message !== null && "kind" in message ? message.kind : undefined;
  switch (kind) {
    case "copy":
      return `Could not copy the text: it is longer than ${formatBytes(LONGEST_COPY)}.`;
    case "savePicture":
    case "saveCurves":
      return `Could not save the picture: it could not be drawn, or takes more than ${formatBytes(LONGEST_PICTURE)}.`;
    default:
      return "Could not do what the page asked for: its message was not understood.";
  }
}
