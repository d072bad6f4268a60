import type { Memento } from "vscode";
import type { Entry } from "../../sources/contract/entry";
import type { PanelAddress } from "../../sources/contract/panelContent";
import type { SiteRef } from "../../sources/contract/siteRef";
import type { ArtifactSource } from "../../sources/contract/source";
import type { TableAction } from "../../web/runTable/messages";
import type { PagesHost } from "../pagesHost";

/** Entries of one source, with those above them from the top down. */
export interface ActedOn extends SiteRef {
  readonly source: ArtifactSource;
  readonly above: readonly Entry[];
  readonly entries: readonly Entry[];
}

/** The actions that a command of the tree does. */
export type RowAction = Exclude<TableAction, "copy" | "compare" | "openPage" | "showInTree">;

/** The rest of the product, as tables of runs need it. */
export interface TableHost extends PagesHost {
  /** Keeps how tables are set up; outlives the window. */
  readonly memory: Memento;
  /** Sees to it that a site is on show, after a question when it is another. False when the user leaves. */
  showSite(site: SiteRef): Promise<boolean>;
  /** Does what the command of an action does with rows of the tree. The source must be the one on show. */
  actOnRows(action: RowAction, on: ActedOn): Promise<void>;
  openPage(address: PanelAddress, title: string): Promise<void>;
  compare(addresses: readonly PanelAddress[]): Promise<void>;
}
