import type { Disposable, ExtensionContext } from "vscode";
import { commands, languages, workspace } from "vscode";
import type { Doors } from "../host/doors";
import type { KeptStart } from "../host/keptStart";
import { readKeptStart } from "../host/keptStart";
import { showSiteItem } from "../host/siteItem";
import { LINKED_TEXTS } from "../links/linkedTexts";
import { CONTAINER } from "../manifest/views";
import { SETTINGS } from "../manifest/settings";
import { mayMention } from "../sources/mentions/mayMention";
import type { Contributions } from "./openDoors";
import { openDoors } from "./openDoors";
import { isAnythingWaiting } from "./waiting";

/** Fills the doors. */
interface Product {
  open(context: ExtensionContext, doors: Doors): void;
}

/**
 * Runs in each window, shows what the last one kept, and registers. The product is loaded when a view, the file system,
 * a link, an editor or a command wants it, when the kept state no longer holds, and when something of an earlier window
 * waits.
 */
export async function start(context: ExtensionContext, load: () => Promise<Product>): Promise<void> {
  const { version, contributes } = context.extension.packageJSON as { version: string; contributes: Contributions };
  const own = <T extends Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  let loading: Promise<void> | undefined;
  const open = () => (loading ??= load().then((product) => product.open(context, doors)));
  const doors = openDoors(contributes, own, open);
  const kept = readKeptStart(context.globalState, version);
  if (kept === undefined || (await isAnythingWaiting(context))) {
    await open();
  } else {
    show(kept, doors);
    loadOnNews(context, kept, { own, open });
  }
}

function show({ bar, contexts }: KeptStart, { siteItem }: Pick<Doors, "siteItem">): void {
  showSiteItem(siteItem, bar);
  for (const [key, value] of Object.entries(contexts)) {
    void commands.executeCommand("setContext", key, value);
  }
}

/** Settings and keys may change without a command of ours, and a text may mention something that is worth a link. */
function loadOnNews(
  { secrets }: ExtensionContext,
  { addresses, contexts }: KeptStart,
  { own, open }: { readonly own: (part: Disposable) => void; readonly open: () => Promise<void> },
): void {
  own(workspace.onDidChangeConfiguration((change) => change.affectsConfiguration(CONTAINER) && void open()));
  own(secrets.onDidChange(() => void open()));
  const isOn = Object.values(contexts).includes("ready");
  if (isOn && workspace.getConfiguration().get<boolean>(SETTINGS.areLinksShown) === true) {
    const provideDocumentLinks = (document: { getText(): string }) => {
      // Once it is loaded it gives links of its own.
      if (mayMention(document.getText(), addresses)) {
        void open();
      }
      return [];
    };
    own(languages.registerDocumentLinkProvider(LINKED_TEXTS, { provideDocumentLinks }));
  }
}
