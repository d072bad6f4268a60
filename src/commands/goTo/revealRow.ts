import type { KeyStore } from "../../host/keys/keyStore";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import type { Messages } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import type { SiteRef } from "../../sources/contract/siteRef";
import type { ConnectedSystem } from "../connect/connectedSystem";
import { revealSite } from "./revealSite";

export interface RevealOptions {
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly messages: Messages;
}

/** A row that is looked for, with what it is called: "the row". */
interface WantedRow extends SiteRef {
  /** The ids of the rows from the top down. */
  readonly rowIds: readonly string[];
  readonly name: string;
}

/** Opens the tree at a row, after a question when the view shows another site; says so when the row is not there. */
export async function revealRow({ systemId, site, rowIds, name }: WantedRow, options: RevealOptions): Promise<void> {
  const { systems, messages } = options;
  const connected = systems.find(({ system }) => system.id === systemId);
  const action = `show ${name} in the tree`;
  try {
    if (connected === undefined || !(await revealSite(connected, site, options))) {
      return;
    }
    const isShown = await withCancellableProgress(
      `Going to ${name}`,
      async (signal) => (await connected.view.reveal(rowIds, { signal })) !== undefined || signal.aborted,
    );
    if (!isShown) {
      await messages.showRefusal(`Could not ${action}: it was not found there.`);
    }
  } catch (error) {
    await messages.showFailure(action, error, {}, { systemId, site });
  }
}
