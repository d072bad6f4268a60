import { showWarning } from "../host/messageBox";

/** Each opens a tab: more than a few at once are seldom meant. */
const ASK_ABOVE = 5;

/** Whether so many are to be opened; asks when they are many. `noun` is one of them, capitalized: "Link". */
export async function confirmTabs(count: number, noun: string): Promise<boolean> {
  if (count <= ASK_ABOVE) {
    return true;
  }
  const open = `Open ${count} ${noun}s`;
  return (await showWarning(`Open ${count} ${noun.toLowerCase()}s, each in a tab?`, { modal: true }, open)) === open;
}
