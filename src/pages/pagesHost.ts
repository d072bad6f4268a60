import type { Uri } from "vscode";
import type { FileAddress } from "../files/fileSystem/fileAddress";
import type { SourcePool } from "../host/site/sourcePool";
import type { OpenCurves } from "./curves/curvesReader";
import type { PanelAction, PanelAddress } from "../sources/contract/panelContent";
import type { PageFailure } from "../web/pageFailure";

/** The rest of the product, as panels need it. */
export interface PagesHost {
  readonly extensionUri: Uri;
  readonly pool: SourcePool;
  /** Words and logs what failed; undefined for what was called off. `action` is a verb and its object. */
  wordFailure(action: string, error: unknown): PageFailure | undefined;
  showFailure(action: string, error: unknown): Promise<void>;
  /** Says what stands in the way of a request that is otherwise fine. */
  showRefusal(sentence: string): Promise<void>;
  setKeys(address: PanelAddress): Promise<void>;
  /** Selects the row that some ids lead to, from the top down, or says why it can't. Asks before it shows another site. */
  revealRow(address: PanelAddress, rowIds: readonly string[]): Promise<void>;
  /**
   * Does something with the row that some ids lead to, or says why it can't. Asks before it shows another site. `onDidChange` is
   * called for each change of rows meanwhile.
   */
  act(
    address: PanelAddress,
    rowIds: readonly string[],
    act: { readonly action: PanelAction; readonly onDidChange: () => void },
  ): Promise<void>;
  /** Opens a file in the editor, after a question when it is large; `size` in bytes when it is known. */
  openFile(
    address: FileAddress,
    file: { readonly name: string; readonly owner: string; readonly size?: number },
  ): Promise<void>;
  /** Opens an address from outside, if it is one of the web. */
  openLink(url: string): Promise<void>;
  /** The curves of what a page shows. */
  readonly openCurves: OpenCurves;
  /** From one look at the curves of a running run to the next, in ms; Infinity where live updates are turned off. */
  curvesInterval(): number;
  /** "Model Lab (EU1)". */
  originOf(address: PanelAddress): string;
}
