import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { LogOutputChannel, QuickPickItem } from "vscode";
import { window } from "vscode";
import { SiblingPicker } from "../../src/commands/compare/siblingPicker";
import { Messages } from "../../src/host/messages/messages";
import type { Sibling } from "../../src/sources/contract/source";
import { waitUntil } from "../ui/support/waitUntil";
import { ApiStubs } from "./support/apiStubs";
import { TestPick } from "./support/testPick";

/** The service is asked when nothing was typed for a quarter of a second. */
const LONGER_THAN_PAUSE_MS = 500;
const NAMES = ["lora-16", "lora-8", "vanilla"];

describe("Enter in the list of runs to compare with, before the service has searched for what is typed", () => {
  const stubs = new ApiStubs();
  let log: LogOutputChannel;
  let box: TestPick;
  let searched: string[];
  before(() => {
    log = window.createOutputChannel("ML Artifacts (tests of runs to compare with)", { log: true });
  });
  after(() => log.dispose());
  beforeEach(() => {
    searched = [];
    stubs.replace(window, "createQuickPick", <T extends QuickPickItem>() => {
      const made = new TestPick<T>();
      box = made;
      return made;
    });
  });
  afterEach(() => stubs.restore());

  /** Looks into a run until it is told the reason why that can't be compared. */
  function open(): { readonly picked: Promise<Sibling | undefined>; readonly tell: (reason?: string) => void } {
    const sibling = (name: string): Sibling => ({ id: name, name, detail: [], icon: "file", place: [], path: "a" });
    let tell: (reason?: string) => void = () => undefined;
    const looked = new Promise<string | undefined>((resolve) => {
      tell = resolve;
    });
    const load = ({ text }: { readonly text: string }) => {
      searched.push(text);
      return Promise.resolve({ items: NAMES.filter((name) => name.includes(text)).map(sibling) });
    };
    const picker = new SiblingPicker(
      { noun: "run", isSearchable: true, load },
      { title: "Compare", whyNot: () => looked, messages: new Messages(log) },
    );
    return { picked: picker.pick(), tell };
  }

  const drawn = (...labels: readonly string[]) =>
    waitUntil(
      () => JSON.stringify(box.labels) === JSON.stringify(labels),
      () => Promise.resolve(`${labels.join()}; there are: ${box.labels.join()}`),
    );

  it("takes the run whose name is typed, although looking into it takes longer than the pause in typing", async () => {
    const { picked, tell } = open();
    await drawn(...NAMES);
    box.type("lora-8");
    await box.accept("lora-8");
    await setTimeout(LONGER_THAN_PAUSE_MS);
    assert.deepEqual(searched, [""], "nothing is searched for any more");
    tell();
    assert.equal((await picked)?.name, "lora-8");
  });

  it("searches after all when the run can't be compared, and says why it can't", async () => {
    const { picked, tell } = open();
    await drawn(...NAMES);
    box.type("lora");
    await box.accept("lora-8");
    tell("lora-8 has no config.json");
    await drawn("lora-16", "lora-8");
    assert.deepEqual(searched, ["", "lora"]);
    assert.match((await box.item("lora-8")).detail ?? "", /lora-8 has no config\.json/);
    box.hide();
    assert.equal(await picked, undefined);
  });

  it("searches at once when no such name is listed", async () => {
    const { picked } = open();
    await drawn(...NAMES);
    box.type("vanilla");
    await box.accept("lora-8");
    assert.deepEqual(searched, ["", "vanilla"]);
    await drawn("vanilla");
    box.hide();
    assert.equal(await picked, undefined);
  });
});
