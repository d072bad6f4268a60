import type { Disposable } from "vscode";
import { window } from "vscode";
import type { FilterStore } from "../../host/filterStore";
import { choicesSite } from "../../host/site/session";
import { COMMANDS } from "../../manifest/commands";
import { plainLabel, plainMessage } from "../../text/plainText";
import type { ExplorerView } from "../../tree/explorerView";
import type { EntryRow } from "../../tree/model/row";
import { withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { targetRows } from "../shared/rowTargets";

const LONGEST = 60;

interface OwnerCommandOptions {
  readonly views: readonly ExplorerView[];
  readonly store: FilterStore;
}

/** "Name This Owner…": the name stands wherever the owner's id stood. An empty one takes it away. */
export function registerOwnerCommand(register: RegisterCommand, { views, store }: OwnerCommandOptions): Disposable {
  const accepts = withAbility("owner");
  const question = { accepts, title: "Name This Owner", none: "No loaded row has an owner." };
  return register(COMMANDS.nameOwner, "name the owner", async (called) => {
    const [row] = await targetRows(views, called, question);
    const view = row && views.find((each) => each.owns(row));
    if (row !== undefined && view !== undefined) {
      await nameOwner(row, view, store);
    }
  });
}

async function nameOwner(row: EntryRow, view: ExplorerView, store: FilterStore): Promise<void> {
  const { owners } = row.source;
  const id = owners?.idOf(row.entry);
  if (owners === undefined || id === undefined) {
    return;
  }
  const typed = await askName(id, owners.nameOf(id), row.entry.name);
  const { state, system } = view.session;
  // The site may have been switched meanwhile: the name is of the one that the row is of.
  if (typed === undefined || state.kind !== "ready" || state.source !== row.source) {
    return;
  }
  const name = nameIn(typed);
  owners.setName(id, name);
  view.tree?.redraw();
  await store.keepOwnerName(choicesSite(system, state.site), id, name);
}

function nameIn(typed: string): string | undefined {
  const name = typed.trim();
  return name === "" ? undefined : name;
}

async function askName(id: string, before: string | undefined, of: string): Promise<string | undefined> {
  return await window.showInputBox({
    title: "Name This Owner",
    prompt: plainMessage(`${id} owns ${plainLabel(of)}. The name is kept on this machine; an empty one takes it away.`),
    placeHolder: "Ada Okafor",
    value: before ?? "",
    validateInput: (text) => (text.trim().length > LONGEST ? `At most ${LONGEST} characters` : undefined),
  });
}
