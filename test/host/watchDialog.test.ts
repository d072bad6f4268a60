import assert from "node:assert/strict";
import { EventEmitter, type QuickPickItem, window } from "vscode";
import { askRules } from "../../src/commands/watch/watchDialog";
import type { WatchSubject } from "../../src/commands/watch/ruleItems";
import type { WatchRule } from "../../src/watch/watchRule";
import { ApiStubs } from "./support/apiStubs";

const SUBJECT: WatchSubject = {
  title: "vanilla",
  metrics: [
    { key: "grad_norm", value: 0.5 },
    { key: "eval_loss", value: 1.25 },
  ],
  best: { key: "eval_loss", value: 1.25 },
  current: [{ kind: "ends" }],
};

/** A box that is answered at once; what is refused is kept, and then given up. */
class AnsweredBox {
  readonly #typed = new EventEmitter<string>();
  readonly #accepted = new EventEmitter<void>();
  readonly #hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly #answer: string | undefined;
  title = "";
  value = "";
  validationMessage = "";

  constructor(answer: string | undefined) {
    this.#answer = answer;
  }

  show(): void {
    this.value = this.#answer ?? this.value;
    this.#accepted.fire();
    this.#hidden.fire();
  }

  dispose(): void {
    this.#typed.dispose();
  }
}

describe("The dialog of rules that a run is watched by", () => {
  const stubs = new ApiStubs();
  let offered: readonly QuickPickItem[];
  let boxes: AnsweredBox[];
  let said: string[];

  beforeEach(() => {
    [offered, boxes, said] = [[], [], []];
    stubs.replace(window, "showInformationMessage", (text: string) => {
      said.push(text);
      return Promise.resolve(undefined);
    });
  });
  afterEach(() => stubs.restore());

  /** Ticks what is to be ticked, or leaves; answers the boxes that follow, undefined for what stands in one. */
  async function ask(
    subject: WatchSubject,
    isTicked: ((item: QuickPickItem) => boolean) | "leave",
    ...answers: readonly (string | undefined)[]
  ): Promise<readonly WatchRule[] | undefined> {
    const left = [...answers];
    stubs.replace(window, "showQuickPick", (items: unknown) => {
      offered = items as readonly QuickPickItem[];
      return Promise.resolve((isTicked === "leave" ? undefined : offered.filter(isTicked)) as never);
    });
    stubs.replace(window, "createInputBox", () => {
      const box = new AnsweredBox(left.shift());
      boxes.push(box);
      return box as never;
    });
    return await askRules(subject);
  }

  const labelled =
    (...texts: readonly string[]) =>
    (item: QuickPickItem) =>
      texts.some((text) => item.label.includes(text));

  it("has what holds ticked, the most telling metric first, and gives several rules at once", async () => {
    const rules = await ask(SUBJECT, labelled("It ends", "NaN or infinite", "eval_loss has a new best"));
    assert.deepEqual(
      offered.filter(({ picked }) => picked === true).map(({ label }) => label),
      ["$(bell) It ends"],
    );
    const asked = offered.map(({ label }) => label).filter((label) => label.includes("crosses a threshold…"));
    assert.match(asked[0]!, /eval_loss/);
    assert.ok(!offered.some(labelled("grad_norm has a new best")), "nothing says if less of it is better");
    assert.deepEqual(rules, [
      { kind: "ends" },
      { kind: "breaks", isTold: false },
      { kind: "improves", metric: "eval_loss", direction: "lower", isUntold: false },
    ]);
    assert.deepEqual(boxes, []);
  });

  it("asks for numbers, of one rule after the other, and takes what stands there", async () => {
    const rules = await ask(SUBJECT, labelled("a while…", "grad_norm crosses"), undefined, "> 2");
    assert.deepEqual(rules, [
      { kind: "stalls", minutes: 15, isTold: false },
      { kind: "crosses", metric: "grad_norm", comparison: ">", bound: 2, isTold: false },
    ]);
    assert.match(boxes[1]!.title, /grad_norm$/);
  });

  it("asks for the name of a metric that is still to come", async () => {
    const rules = await ask(SUBJECT, labelled("by its name"), "reward", ">= 0.9");
    assert.deepEqual(rules, [{ kind: "crosses", metric: "reward", comparison: ">=", bound: 0.9, isTold: false }]);
  });

  it("refuses a time that is none, and a threshold that is crossed already", async () => {
    assert.equal(await ask(SUBJECT, labelled("a while…"), "0"), undefined);
    assert.match(boxes[0]!.validationMessage, /number of minutes/);
    assert.equal(await ask(SUBJECT, labelled("eval_loss crosses"), "< 2"), undefined);
    assert.match(boxes[1]!.validationMessage, /It is below 2 already: 1\.25/);
  });

  it("offers what holds to be kept or taken away", async () => {
    const held: readonly WatchRule[] = [
      { kind: "stalls", minutes: 30, isTold: true },
      { kind: "crosses", metric: "loss", comparison: "<", bound: 0.5, isTold: true },
    ];
    const kept = await ask({ ...SUBJECT, current: held }, ({ picked }) => picked === true);
    assert.deepEqual(kept, held);
  });

  it("asks of a listing if runs fail, which is the first", async () => {
    await ask({ ...SUBJECT, isListing: true, current: [{ kind: "fails" }] }, "leave");
    assert.deepEqual([offered[0]?.label, offered[0]?.picked], ["$(error) A run fails", true]);
  });

  it("changes nothing when it is left, and says so when nothing was selected", async () => {
    assert.equal(await ask(SUBJECT, "leave"), undefined);
    assert.deepEqual(said, []);
    assert.equal(await ask(SUBJECT, () => false), undefined);
    assert.deepEqual(said, ["Watch vanilla: nothing was selected to be notified of."]);
  });
});
