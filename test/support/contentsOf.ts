import type { PanelAnswer, PanelContent } from "../../src/sources/contract/panelContent";

/** What was loaded, in order. @throws what the first that failed failed with. */
export async function contentsOf(
  loading: Promise<readonly PanelAnswer[]>,
): Promise<readonly (PanelContent | undefined)[]> {
  return (await loading).map((answer) => {
    if (answer.status === "rejected") {
      throw answer.reason;
    }
    return answer.value;
  });
}
