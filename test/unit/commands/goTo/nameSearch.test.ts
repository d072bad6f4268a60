import assert from "node:assert/strict";
import { ApiError } from "../../../../src/http/apiError";
import type { FindGroup, Found } from "../../../../src/sources/contract/finder";
import type { ListPage } from "../../../../src/sources/contract/listPage";
import type { SearchState } from "../../../../src/commands/goTo/nameSearch";
import { NameSearch } from "../../../../src/commands/goTo/nameSearch";

/** Answers when the test says so, whatever the signal says: as a reply does that was already on its way. */
class SlowGroup implements FindGroup {
  readonly asked: {
    readonly text: string;
    readonly signal: AbortSignal;
    readonly give: (page: ListPage<Found>) => void;
  }[] = [];
  readonly noun: string;
  fails?: Error;

  constructor(noun: string) {
    this.noun = noun;
  }

  find(text: string, { signal }: { readonly signal: AbortSignal }): Promise<ListPage<Found>> {
    if (this.fails !== undefined) {
      return Promise.reject(this.fails);
    }
    return new Promise((give) => this.asked.push({ text, signal, give }));
  }
}

const page = (...names: readonly string[]): ListPage<Found> => ({
  items: names.map((name) => ({ name, detail: [], icon: { codicon: "x" }, spoken: "run", address: name })),
});

describe("A search while someone types", () => {
  let runs: SlowGroup;
  let projects: SlowGroup;
  let search: NameSearch;
  let waiting: { readonly test: (state: SearchState) => boolean; readonly resolve: () => void } | undefined;

  beforeEach(() => {
    [runs, projects] = [new SlowGroup("runs"), new SlowGroup("projects")];
    const groups = [projects, runs].map((group) => ({ systemId: "lab", systemTitle: "Lab", group }));
    const onDidChange = (state: SearchState) => waiting?.test(state) === true && waiting.resolve();
    search = new NameSearch({ groups: () => groups, onDidChange, pauseMs: 1 });
  });
  afterEach(() => search.dispose());

  const names = () =>
    search.state.answers.flatMap(({ state }) => ("error" in state ? [] : state.items.map(({ name }) => name)));
  const until = (test: (state: SearchState) => boolean) =>
    new Promise<void>((resolve) => {
      waiting = { test, resolve };
      if (test(search.state)) resolve();
    });
  /** The request of a group for a text, once the pause is over. */
  const request = async (group: SlowGroup, text: string) => {
    for (;;) {
      const found = group.asked.find((one) => one.text === text);
      if (found !== undefined) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it("asks all groups once for what was typed in one go", async () => {
    for (const text of ["v", "va", "van"]) search.ask(text);
    await request(runs, "van");
    await request(projects, "van");
    assert.deepEqual([runs.asked.length, projects.asked.length], [1, 1]);
  });

  it("ends the requests of the text before, and drops an answer that comes all the same", async () => {
    search.ask("old");
    const old = await request(runs, "old");
    search.ask("new");
    assert.ok(old.signal.aborted);
    const newer = await request(runs, "new");
    newer.give(page("new run"));
    await until(({ answers }) => answers.length === 1);
    old.give(page("old run"));
    (await request(projects, "new")).give(page());
    await until(({ isBusy }) => !isBusy);
    assert.deepEqual(names(), ["new run"]);
  });

  it("keeps of what was found only what matches the new text, until that is answered", async () => {
    search.ask("lora");
    (await request(runs, "lora")).give(page("lora-r8", "LoRA-r16"));
    (await request(projects, "lora")).give(page("lora"));
    await until(({ isBusy }) => !isBusy);
    search.ask("lora-r1");
    assert.deepEqual(names(), ["LoRA-r16"]);
    assert.ok(search.state.isBusy);
  });

  it("shows the groups in their order, whichever answers first", async () => {
    search.ask("x");
    (await request(runs, "x")).give(page("run x"));
    await until(({ answers }) => answers.length === 1);
    (await request(projects, "x")).give(page("project x"));
    await until(({ isBusy }) => !isBusy);
    assert.deepEqual(names(), ["project x", "run x"]);
  });

  it("keeps a failure beside what the others found", async () => {
    runs.fails = new ApiError("server", "out of order");
    search.ask("x");
    (await request(projects, "x")).give(page("project x"));
    await until(({ isBusy }) => !isBusy);
    const [, failed] = search.state.answers;
    assert.ok(failed !== undefined && "error" in failed.state && failed.state.error.message === "out of order");
    assert.deepEqual(names(), ["project x"]);
  });

  it("asks nothing for an empty text, and forgets what was found", async () => {
    search.ask("x");
    (await request(runs, "x")).give(page("run x"));
    await until(({ answers }) => answers.length === 1);
    search.ask("  ");
    assert.deepEqual([names(), search.state.isBusy, runs.asked.length], [[], false, 1]);
  });
});
