import type { Page } from "playwright-core";

/** A text, as the page is not compiled against the DOM's types. The ellipsis of a cut text takes 10 pixels at most. */
const CUT_OFF = `(() => {
  const sidebar = document.querySelector(".part.sidebar");
  const titles = [...sidebar.querySelectorAll(".pane-header h3.title")].filter((one) => one.scrollWidth > one.clientWidth);
  const values = [...sidebar.querySelectorAll(".monaco-list-row:not(.selected, .focused) .label-description")].filter((one) => {
    const [word] = one.textContent.split(" ");
    if (!/^[\\d.]+$/.test(word)) return false;
    const range = document.createRange();
    range.setStart(one.firstChild, 0);
    range.setEnd(one.firstChild, word.length);
    const row = one.closest(".monaco-icon-label-container");
    return range.getBoundingClientRect().right + 10 > row.getBoundingClientRect().right;
  });
  return [...titles, ...values].map((one) => one.closest(".monaco-list-row, h3").textContent);
})()`;

/** The titles of views that can't be read to their ends, and the rows in sight, but for those with buttons, whose grey text hides the value that it begins with. */
export async function cutOff(page: Page): Promise<unknown> {
  return await page.evaluate(CUT_OFF);
}
