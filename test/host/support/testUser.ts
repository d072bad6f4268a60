import type { InputBoxOptions, MessageOptions, QuickPickItem, QuickPickOptions, Uri } from "vscode";
import { Disposable, env, window } from "vscode";
import { waitUntil } from "../../ui/support/waitUntil";
import { ApiStubs } from "./apiStubs";
import { TestInput } from "./testInput";
import { TestPick } from "./testPick";

interface Said {
  readonly text: string;
  readonly detail: string | undefined;
  readonly choices: readonly string[];
}

/** The person in front of VS Code: is shown messages and lists, and answers them as the test has said beforehand. */
export class TestUser {
  readonly #stubs = new ApiStubs();
  readonly said: Said[] = [];
  /** The lists that were offered, by their labels. */
  readonly offered: (readonly string[])[] = [];
  readonly picks: TestPick[] = [];
  readonly inputs: TestInput[] = [];
  /** What the browser was led to. */
  readonly opened: string[] = [];
  readonly statuses: string[] = [];
  /** Why typed texts were refused. */
  readonly problems: (string | undefined)[] = [];
  readonly #answers: string[] = [];
  readonly #choices: (readonly string[])[] = [];
  readonly #texts: string[] = [];
  folder: Uri | undefined;

  get texts(): readonly string[] {
    return this.said.map(({ text }) => text);
  }

  get stubs(): ApiStubs {
    return this.#stubs;
  }

  begin(): void {
    const say = (text: string, ...rest: readonly unknown[]) => Promise.resolve(this.#say(text, rest) as never);
    this.#stubs.replace(window, "showInformationMessage", say);
    this.#stubs.replace(window, "showWarningMessage", say);
    this.#stubs.replace(window, "showErrorMessage", say);
    this.#stubs.replace(window, "showQuickPick", async (items: unknown, options?: QuickPickOptions) =>
      this.#choose((await items) as readonly QuickPickItem[], options),
    );
    this.#stubs.replace(window, "showInputBox", (options?: InputBoxOptions) => this.#type(options));
    this.#stubs.replace(window, "showOpenDialog", () =>
      Promise.resolve(this.folder === undefined ? undefined : [this.folder]),
    );
    this.#stubs.replace(window, "createQuickPick", <T extends QuickPickItem>() => {
      const made = new TestPick<T>();
      made.onShow = () => this.#hideOthers();
      this.picks.push(made);
      return made;
    });
    this.#stubs.replace(window, "createInputBox", () => {
      const made = new TestInput();
      made.onShow = () => this.#hideOthers();
      this.inputs.push(made);
      return made;
    });
    this.#stubs.replace(env, "openExternal", (link) => Promise.resolve(this.opened.push(link.toString(true)) > 0));
    this.#stubs.replace(window, "setStatusBarMessage", (text: string) => {
      this.statuses.push(text);
      return new Disposable(() => undefined);
    });
  }

  end(): void {
    this.#stubs.restore();
    for (const list of [this.said, this.offered, this.picks, this.inputs, this.opened, this.statuses, this.problems]) {
      list.length = 0;
    }
    [this.#answers, this.#choices, this.#texts].forEach((list) => (list.length = 0));
    this.folder = undefined;
  }

  /** Presses these buttons, one of each message that offers it. */
  willPress(...buttons: readonly string[]): void {
    this.#answers.push(...buttons);
  }

  /** Chooses of the next list the items whose labels hold these texts. */
  willChoose(...labels: readonly string[]): void {
    this.#choices.push(labels);
  }

  /** Types these texts, one into each box. */
  willType(...texts: readonly string[]): void {
    this.#texts.push(...texts);
  }

  /** The list that is open. */
  async pick(): Promise<TestPick> {
    return await waitUntil(() => this.picks.find(({ isShown }) => isShown), "a list");
  }

  async input(): Promise<TestInput> {
    return await waitUntil(() => this.inputs.find(({ isShown }) => isShown), "a box");
  }

  #hideOthers(): void {
    for (const shown of [...this.picks, ...this.inputs]) {
      shown.hide();
    }
  }

  #say(text: string, [options, ...rest]: readonly unknown[]): string | undefined {
    const choices = rest.map(String);
    this.said.push({ text, detail: (options as MessageOptions).detail, choices });
    const [next = ""] = this.#answers;
    return choices.includes(next) ? this.#answers.shift() : undefined;
  }

  #choose(items: readonly QuickPickItem[], options: QuickPickOptions | undefined): never {
    this.offered.push(items.map(({ label }) => label));
    const labels = this.#choices.shift();
    const chosen = items.filter((item) => labels?.some((label) => item.label.includes(label)) === true);
    if (labels !== undefined && chosen.length === 0) {
      throw new Error(`None of ${labels.join()} in ${items.map(({ label }) => label).join(" | ")}`);
    }
    const isMany = options?.canPickMany === true;
    return (isMany && labels !== undefined ? chosen : chosen[0]) as never;
  }

  async #type(options: InputBoxOptions | undefined): Promise<string | undefined> {
    const text = this.#texts.shift();
    const problem = text === undefined ? undefined : await options?.validateInput?.(text);
    if (problem === undefined || problem === null) {
      return text;
    }
    this.problems.push(typeof problem === "string" ? problem : problem.message);
    return undefined;
  }
}
