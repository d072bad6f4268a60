import type { Locator } from "playwright-core";
import type { PageElement } from "./pageElement";

export const BUTTON = ".action-label";
const TAKERS = `${BUTTON}, .monaco-button`;
/** Of the page, in its global scope: whether the last click was in a button. */
const TAKEN = "isLastClickTaken";

/**
 * Clicks a button, and fails when the click was lost. VS Code draws a row's buttons again with each context key that changes, and a
 * button that is replaced between the mouse's down and up gets no click. `timeout` is in ms.
 */
export async function clickThrough(target: Locator, timeout: number): Promise<void> {
  await target.evaluate(noteNextClick, { taker: TAKERS, key: TAKEN }, { timeout });
  await target.click({ timeout });
  // A click that loads the page anew was taken; nothing is noted in the new one.
  const isLost = await target
    .page()
    .evaluate((key) => Reflect.get(globalThis, key) === false, TAKEN)
    .catch(() => false);
  if (isLost) throw new Error("The click was lost: the button was drawn again meanwhile");
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
