import type { QuickPickItem } from "vscode";
import { QuickPickItemKind, ThemeIcon } from "vscode";
import { plainLabel } from "../../text/plainText";
import { formatCount } from "../../text/formatNumbers";
import type { Found } from "../../sources/contract/finder";
import { detailText } from "../../sources/shared/detailText";
import { unreadText } from "../../sources/shared/unread";
import { themeIcon } from "../../tree/treeItem";
import type { GroupAnswer, SearchState } from "./nameSearch";
import type { Target } from "./recentTargets";

/** An entry of "Go To": a place to go, or a note. A note with `isRetry` searches again. */
export interface GoToItem extends QuickPickItem {
  readonly target?: Target;
  readonly isRetry?: boolean;
}

export interface Example {
  readonly systemTitle: string;
  readonly what: string;
  readonly example: string;
}

/** The items before anything is typed: recent targets, and examples of addresses. */
export function startItems(recent: readonly Target[], examples: readonly Example[]): readonly GoToItem[] {
  const went = recent.map((target) => targetItem(target, ""));
  const hints = examples.map(({ systemTitle, what, example }) => ({
    label: `Paste ${what}`,
    description: `${example} · ${systemTitle}`,
    iconPath: new ThemeIcon("clippy"),
    alwaysShow: true,
  }));
  return [...headed("Recent", went), ...headed("You can paste", hints)];
}

/** The items that a search has found so far, behind those that the text names as an address. */
export function searchItems(
  state: SearchState,
  addresses: readonly Target[],
  hint: string | undefined,
): readonly GoToItem[] {
  return [...foundItems(state, addresses), ...(hint === undefined ? [] : [note(hint, "", "info")])];
}

function foundItems({ text, isBusy, answers }: SearchState, addresses: readonly Target[]): readonly GoToItem[] {
  const items = [...addresses.map((target) => targetItem(target, "by its address")), ...answers.flatMap(groupItems)];
  const hasAny = items.some(({ kind }) => kind !== QuickPickItemKind.Separator);
  if (hasAny) {
    return items;
  }
  if (isBusy) {
    return [note("Searching…", "", "search")];
  }
  const nouns = [...new Set(answers.map(({ searched }) => searched.group.noun))];
  const among = nouns.length === 0 ? "Nothing that is connected can be searched" : `Among ${nouns.join(", ")}`;
  return [note(`Nothing matches “${plainLabel(text)}”`, among, "circle-slash")];
}

function groupItems({ searched, state }: GroupAnswer): readonly GoToItem[] {
  const { noun } = searched.group;
  const title = `${searched.systemTitle}: ${noun}`;
  if ("error" in state) {
    const failure = note(`Could not search ${noun}: ${plainLabel(state.error.message)}`, "Enter tries again", "error");
    return headed(title, [{ ...failure, isRetry: true }]);
  }
  const { items: found, total = 0, unread } = state;
  const count = total > found.length ? ` (${formatCount(found.length)} of ${formatCount(total)})` : "";
  const leftOut = unread === undefined ? [] : [note(plainLabel(unreadText(unread, noun)), "", "warning")];
  return headed(`${title}${count}`, [...found.map((one) => foundItem(searched.systemId, one)), ...leftOut]);
}

function foundItem(systemId: string, { name, detail, icon, address }: Found): GoToItem {
  const isFile = icon === "file" || icon === "folder";
  const target = { systemId, address, name, codicon: isFile ? icon : icon.codicon };
  const iconPath = isFile ? new ThemeIcon(icon) : themeIcon(icon);
  const description = plainLabel(detailText(detail, Date.now()));
  return { label: plainLabel(name), description, iconPath, alwaysShow: true, target };
}

function targetItem(target: Target, description: string): GoToItem {
  const iconPath = new ThemeIcon(target.codicon);
  const words = description === "" ? target.address : description;
  return { label: plainLabel(target.name), description: plainLabel(words), iconPath, alwaysShow: true, target };
}

function note(label: string, description: string, codicon: string): GoToItem {
  return { label, description, iconPath: new ThemeIcon(codicon), alwaysShow: true };
}

function headed(label: string, items: readonly GoToItem[]): readonly GoToItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}
