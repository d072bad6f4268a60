import type { Locator } from "playwright-core";
import type { PageElement } from "./pageElement";

export interface ClickOptions {
  /** What has to take the click; a button if left out. */
  readonly taker?: string;
  /** Adds to or takes from the selection (ctrl or cmd), or extends it (shift). */
  readonly modifiers?: ("ControlOrMeta" | "Shift")[];
}

export const BUTTON = ".action-label";
const BUTTONS = `${BUTTON}, .monaco-button`;
/** Of a list or a tree. */
export const ROW = ".monaco-list-row";
/** Of the page, in its global scope: whether the last click was taken. */
const TAKEN = "isLastClickTaken";

/**
 * Clicks something, and fails when the click was lost. VS Code draws a row's buttons again with each context key that
 * changes, and rows with each change of a list: what is replaced between the mouse's down and up gets no click. `timeout` is in ms.
 */
export async function clickThrough(
  target: Locator,
  timeout: number,
  { taker = BUTTONS, ...options }: ClickOptions = {},
): Promise<void> {
  await target.evaluate(noteNextClick, { taker, key: TAKEN }, { timeout });
  await target.click({ ...options, timeout });
  // A click that loads the page again was taken; nothing is noted in the new one.
  const isLost = await target
    .page()
    .evaluate((key) => Reflect.get(globalThis, key) === false, TAKEN)
    .catch(() => false);
  if (isLost) throw new Error("The click was lost: what was clicked was drawn again meanwhile");
}

function noteNextClick(
  { ownerDocument }: PageElement,
  { taker, key }: { readonly taker: string; readonly key: string },
) {
  Reflect.set(globalThis, key, false);
  ownerDocument.addEventListener(
    "click",
    ({ target }) => Reflect.set(globalThis, key, target.closest(taker) !== null),
    { capture: true, once: true },
  );
}
