import type { SourcePool } from "../host/site/sourcePool";
import { STOPPED_LOAD } from "../host/messages/stoppedLoad";
import { siteKey } from "../sources/contract/siteRef";
import type { PanelAddress, PanelAnswer, PanelContent, PanelLoadOptions } from "../sources/contract/panelContent";
import type { PageFailure } from "../web/pageFailure";
import type { PagesHost } from "./pagesHost";

export type LoadedPage =
  | { readonly kind: "content"; readonly content: PanelContent }
  | { readonly kind: "gone" }
  | { readonly kind: "failure"; readonly failure: PageFailure };

export interface PageLoader extends Pick<PagesHost, "wordFailure"> {
  readonly pool: Pick<SourcePool, "sourceOf">;
}

/**
 * Loads pages of any systems and sites side by side: what is of one site goes in one call. What fails does so alone, unless
 * it was asked for in one request with others. Undefined when the signal was aborted meanwhile.
 */
export async function loadPages(
  host: PageLoader,
  addresses: readonly PanelAddress[],
  signal: AbortSignal,
  wanted: Omit<PanelLoadOptions, "signal"> = {},
): Promise<readonly LoadedPage[] | undefined> {
  const found = new Map<PanelAddress, LoadedPage>();
  const loads = groupsBySite(addresses).map(async (group) => {
    const pages = await loadGroup(host, group, { ...wanted, signal });
    for (const [index, address] of group.entries()) {
      found.set(address, pages[index] ?? { kind: "gone" });
    }
  });
  await Promise.all(loads);
  return signal.aborted ? undefined : addresses.map((address) => found.get(address) ?? { kind: "gone" });
}

function groupsBySite(addresses: readonly PanelAddress[]): readonly (readonly PanelAddress[])[] {
  const keys = [...new Set(addresses.map(siteKey))];
  return keys.map((key) => addresses.filter((address) => siteKey(address) === key));
}

async function loadGroup(
  host: PageLoader,
  group: readonly PanelAddress[],
  options: PanelLoadOptions,
): Promise<readonly LoadedPage[]> {
  try {
    return (await askSource(host, group, options)).map((answer) => loadedPage(host, answer));
  } catch (error) {
    const failed = failedPage(host, group.length === 1 ? "load the page" : "load what is compared", error);
    return group.map(() => failed);
  }
}

function loadedPage(host: PageLoader, answer: PanelAnswer): LoadedPage {
  if (answer.status === "rejected") {
    return failedPage(host, "load the page", answer.reason);
  }
  return answer.value === undefined ? { kind: "gone" } : { kind: "content", content: answer.value };
}

function failedPage(host: PageLoader, action: string, error: unknown): LoadedPage {
  return { kind: "failure", failure: host.wordFailure(action, error) ?? STOPPED };
}

/** A switch of the site or the keys ends the source of a page that is loading. */
export const STOPPED: PageFailure = { sentence: STOPPED_LOAD, isKeyProblem: false };

async function askSource(
  { pool }: PageLoader,
  group: readonly PanelAddress[],
  options: PanelLoadOptions,
): Promise<readonly PanelAnswer[]> {
  const [first] = group;
  if (first === undefined) {
    return [];
  }
  const { pages } = await pool.sourceOf(first);
  return pages === undefined
    ? []
    : await pages.load(
        group.map(({ place }) => place),
        options,
      );
}
