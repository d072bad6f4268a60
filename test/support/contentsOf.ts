import type { PageAnswer, PageContent } from "../../src/sources/contract/page";

/** What was loaded, in order. @throws what the first that failed failed with. */
export async function contentsOf(
  loading: Promise<readonly PageAnswer[]>,
): Promise<readonly (PageContent | undefined)[]> {
  return (await loading).map((answer) => {
    if (answer.status === "rejected") {
      throw answer.reason;
    }
    return answer.value;
  });
}
