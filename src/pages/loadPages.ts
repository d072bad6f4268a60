import type { PageAddress, PageContent } from "../sources/page";
import type { PageFailure } from "../web/pageFailure";
import type { PagesHost } from "./pagesHost";

export type LoadedPage =
  | { readonly kind: "content"; readonly content: PageContent }
  | { readonly kind: "gone" }
  | { readonly kind: "failure"; readonly failure: PageFailure };

/**
 * Loads pages of any systems and sites side by side: what is of one site goes in one call, and fails alone. Undefined when
 * the signal was aborted meanwhile.
 */
export async function loadPages(
  host: PagesHost,
  addresses: readonly PageAddress[],
  signal: AbortSignal,
): Promise<readonly LoadedPage[] | undefined> {
  const found = new Map<PageAddress, LoadedPage>();
  const loads = groupsBySite(addresses).map(async (group) => {
    const pages = await loadGroup(host, group, signal);
    for (const [index, address] of group.entries()) {
      found.set(address, pages[index] ?? { kind: "gone" });
    }
  });
  await Promise.all(loads);
  return signal.aborted ? undefined : addresses.map((address) => found.get(address) ?? { kind: "gone" });
}

function groupsBySite(addresses: readonly PageAddress[]): readonly (readonly PageAddress[])[] {
  const nameOf = ({ systemId, site }: PageAddress) => JSON.stringify([systemId, site]);
  const names = [...new Set(addresses.map(nameOf))];
  return names.map((name) => addresses.filter((address) => nameOf(address) === name));
}

async function loadGroup(
  host: PagesHost,
  group: readonly PageAddress[],
  signal: AbortSignal,
): Promise<readonly LoadedPage[]> {
  try {
    const contents = await askSource(host, group, signal);
    return contents.map((content) => (content === undefined ? { kind: "gone" } : { kind: "content", content }));
  } catch (error) {
    const action = group.length === 1 ? "load the page" : "load what is compared";
    const failure = host.wordFailure(action, error) ?? STOPPED;
    return group.map(() => ({ kind: "failure", failure }));
  }
}

/** What was on show may have changed while a page was loading, which ended its source. */
export const STOPPED: PageFailure = {
  sentence: "Loading was stopped: the site or its keys changed.",
  isKeyProblem: false,
};

async function askSource(
  { pool }: PagesHost,
  group: readonly PageAddress[],
  signal: AbortSignal,
): Promise<readonly (PageContent | undefined)[]> {
  const [first] = group;
  if (first === undefined) {
    return [];
  }
  const { pages } = await pool.sourceOf(first.systemId, first.site);
  return pages === undefined
    ? []
    : await pages.load(
        group.map(({ place }) => place),
        { signal },
      );
}
