import type { Uri, WebviewPanel } from "vscode";
import type { Doors } from "../host/doors";
import { PANELS } from "../manifest/views";
import type { PanelAddress } from "../sources/contract/panelContent";
import type { PagePanels } from "./pagePanels";
import type { PagesHost } from "./pagesHost";

/** Opens pages. What they are made of is loaded with the first. */
interface Pages {
  dispose(): void;
  openPage(address: PanelAddress, title: string): Promise<void>;
  compare(addresses: readonly PanelAddress[]): Promise<void>;
  /** Shows the curves that a file holds. */
  openCurves(file: Uri): Promise<void>;
}

/** Opens pages, and restores them when the window reloads; panels of other kinds are restored by `restoreOther`. */
export function registerPages(
  host: PagesHost,
  doors: Pick<Doors, "panels">,
  restoreOther: (panel: WebviewPanel, state: unknown) => Promise<void>,
): Pages {
  let loading: Promise<PagePanels> | undefined;
  const panels = () => (loading ??= import("./pagePanels").then((module) => new module.PagePanels(host)));
  const serializer = {
    deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) =>
      panel.viewType === PANELS.page || panel.viewType === PANELS.comparison
        ? (await panels()).restore(panel, state)
        : await restoreOther(panel, state),
  };
  const restoring = doors.panels(serializer);
  return {
    openPage: async (address, title) => (await panels()).openPage(address, title),
    compare: async (addresses) => (await panels()).compare(addresses),
    openCurves: async (file) => (await panels()).openCurves(file),
    dispose: () => void restoring.dispose(),
  };
}
