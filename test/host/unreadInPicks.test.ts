import assert from "node:assert/strict";
import type { QuickPick, QuickPickItem } from "vscode";
import { window } from "vscode";
import { SiblingPicker } from "../../src/commands/compare/siblingPicker";
import { searchItems } from "../../src/commands/goTo/goToItems";
import { FilePicker } from "../../src/commands/open/filePicker";
import { Messages } from "../../src/host/messages/messages";
import type { ListPage } from "../../src/sources/contract/listPage";
import type { Sibling } from "../../src/sources/contract/source";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";

const UNREAD = { count: 2, reasons: ["no id"] };

describe("What could not be read of a list to choose from", () => {
  const stubs = new ApiStubs();
  let boxes: QuickPick<QuickPickItem>[];
  beforeEach(() => {
    boxes = [];
    const { createQuickPick } = window;
    const noted = <T extends QuickPickItem>() => {
      const box = createQuickPick<T>();
      boxes.push(box);
      return box;
    };
    stubs.replace(window, "createQuickPick", noted);
  });
  afterEach(() => stubs.restore());

  const labels = () => boxes.flatMap(({ items }) => items.map(({ label }) => label));
  const shown = (...wanted: readonly string[]) =>
    waitUntil(() => JSON.stringify(labels()) === JSON.stringify(wanted), `the items ${wanted.join()}`);

  it("is counted at the end of a run's files, with what the service may have kept back", async () => {
    const leftOut = ["2 files could not be read: no path."];
    const picker = new FilePicker({
      title: "Go to File",
      list: () => Promise.resolve({ files: [{ path: "a/b.json" }], failures: [], leftOut }),
      onDidPick: () => undefined,
      onDidFail: assert.ifError,
    });
    await shown("b.json", ...leftOut);
    boxes[0]!.value = "no such";
    boxes[0]!.hide();
    picker.dispose();
  });

  it("is counted behind what Go To has found, and where it has found nothing", () => {
    const group = { noun: "runs", find: () => Promise.reject(new Error("not asked")) };
    const searched = { systemId: "modelLab", systemTitle: "Model Lab", group };
    const found = { name: "vanilla", detail: [], icon: "file", address: "run/1" } as const;
    const itemsOf = (page: ListPage<typeof found>) =>
      searchItems({ text: "v", isBusy: false, answers: [{ searched, state: page }] }, [], undefined).map(
        ({ label }) => label,
      );
    const note = "2 runs could not be read: no id";
    assert.deepEqual(itemsOf({ items: [found], unread: UNREAD }), ["Model Lab: runs", "vanilla", note]);
    assert.deepEqual(itemsOf({ items: [], unread: UNREAD }), ["Model Lab: runs", note]);
  });

  it("is counted over all pages of the runs that a file is compared with", async () => {
    const log = window.createOutputChannel("Tests of lists to choose from", { log: true });
    const sibling = (id: string): Sibling => ({ id, name: id, detail: [], icon: "file", place: [], path: "a" });
    const pages: Record<string, ListPage<Sibling>> = {
      "": { items: [sibling("one")], next: "2", unread: UNREAD },
      "2": { items: [sibling("two")], unread: { count: 1, reasons: ["no name"] } },
    };
    const load = ({ cursor = "" }: { readonly cursor?: string }) => Promise.resolve(pages[cursor]!);
    const listing = { noun: "run", isSearchable: false, load };
    const picker = new SiblingPicker(listing, {
      title: "Compare",
      whyNot: () => Promise.resolve(undefined),
      messages: new Messages(log),
    });
    const picked = picker.pick();
    await shown("one", "$(warning) 2 runs could not be read: no id", "$(ellipsis) Load More");
    boxes[0]!.activeItems = boxes[0]!.items.slice(-1);
    boxes[0]!.hide();
    assert.equal(await picked, undefined);
    log.dispose();
  });
});
