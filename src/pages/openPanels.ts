import type { PanelAddress } from "../sources/contract/panelContent";

export interface OpenPanel {
  /** A comparison may have lost some of the rows that it was opened with. */
  readonly addresses: () => readonly PanelAddress[];
  readonly panel: { reveal(): void };
}

/** The panels that are open, found by what they show, in any order. */
export class OpenPanels {
  readonly #panels = new Set<OpenPanel>();

  add(panel: OpenPanel): void {
    this.#panels.add(panel);
  }

  remove(panel: OpenPanel): void {
    this.#panels.delete(panel);
  }

  /** False when no panel shows just this. */
  reveal(addresses: readonly PanelAddress[]): boolean {
    const wanted = nameOf(addresses);
    const open = [...this.#panels].find((panel) => nameOf(panel.addresses()) === wanted);
    open?.panel.reveal();
    return open !== undefined;
  }
}

function nameOf(addresses: readonly PanelAddress[]): string {
  return addresses.map(pageKey).sort().join("\n");
}

/** Equal for all panels of one page. */
export function pageKey({ systemId, site, place }: PanelAddress): string {
  return JSON.stringify([systemId, site, ...place]);
}
