import assert from "node:assert/strict";
import type { TreeItem } from "vscode";
import { ThemeColor, ThemeIcon, TreeItemCollapsibleState } from "vscode";
import { COMMANDS } from "../../src/manifest/commands";
import type { ApiErrorKind } from "../../src/http/apiError";
import { ApiError } from "../../src/http/apiError";
import { RUN_STATUSES } from "../../src/sources/modelLab/wire/model";
import { projectEntry, runEntry, runFileEntry } from "../../src/sources/modelLab/rows/rows";
import type { EntryRow, FailureRow, Row } from "../../src/tree/model/row";
import { treeItemOf } from "../../src/tree/treeItem";
import { DAY, HOUR, metric, MINUTE, NOW, project, run } from "../support/modelLabBuilders";
import { entry, scriptedSource } from "../support/scriptedSource";
import type { Entry } from "../../src/sources/contract/entry";

const SOURCE = scriptedSource({});
const PARENT = { kind: "project", id: "modelLab/x/project/2387" };
const HOSTILE = "](command:evil) $(trash) <img src=x onerror=alert(1)>\n\u202Eexe.txt ../../etc **b** #%";

function draw(row: Row): TreeItem {
  return treeItemOf(row, { account: "account-1", systemId: "modelLab", now: NOW });
}

function rowOf(shown: Entry): EntryRow {
  return { kind: "entry", id: shown.id, entry: shown, parent: undefined, source: SOURCE };
}

function drawRun(overrides: Parameters<typeof run>[0]): TreeItem {
  return draw(rowOf(runEntry(PARENT, run(overrides), project())));
}

function failureOf(kind: ApiErrorKind, overrides: Partial<FailureRow> = {}): FailureRow {
  const error = new ApiError(kind, "the service said so");
  const place = { id: "x//runs/failure", parent: undefined, source: SOURCE, sectionId: "runs", noun: "runs" };
  const remedy = kind === "auth" || kind === "forbidden" ? "keys" : "retry";
  return { kind: "failure", ...place, error, isStale: false, remedy, ...overrides };
}

function iconOf({ iconPath }: TreeItem): [string, string | undefined] {
  assert.ok(iconPath instanceof ThemeIcon);
  return [iconPath.id, iconPath.color?.id];
}

function tokensOf({ contextValue = "" }: TreeItem): readonly string[] {
  assert.match(contextValue, /^ .* $/);
  return contextValue.trim().split(" ");
}

describe("A row as VS Code draws it", () => {
  describe("of a project", () => {
    it("says its name, and when it was updated", () => {
      const item = draw(rowOf(projectEntry("modelLab/x", project())));
      assert.equal(item.label, "active-project");
      assert.equal(item.description, "updated 3 hours ago");
      assert.equal(item.accessibilityInformation?.label, "active-project, project, updated 3 hours ago");
      assert.deepEqual(iconOf(item), ["project", undefined]);
      assert.equal(item.collapsibleState, TreeItemCollapsibleState.Collapsed);
    });

    it("begins with the value alone of a metric that was chosen, and leaves it room; a screen reader says which it is", () => {
      const metrics = [{ key: "eval_loss", count: 1, latest: 0.9546 }];
      const name = "lora-all-linear-r4-lr3e-4";
      const item = draw(rowOf(runEntry(PARENT, run({ name, metrics }), project(), { metric: "eval_loss" })));
      assert.equal(item.label, "lora-all-li…lr3e-4");
      assert.match(String(item.description), /^0\.9546 · 27 s · /);
      assert.match(
        item.accessibilityInformation?.label ?? "",
        /^lora-all-linear-r4-lr3e-4, completed run, eval_loss 0\.9546 · 27 s/,
      );
    });

    it("leads from a search that the service refuses to the search, and from others to another try", () => {
      const refused = draw(failureOf("badRequest", { remedy: "search" }));
      assert.deepEqual(refused.command, {
        command: COMMANDS.changeSearch,
        title: "Change Search",
        arguments: [[undefined, "modelLab"]],
      });
      assert.ok(typeof refused.tooltip === "string" && refused.tooltip.endsWith("Click to change the search."));
    });

    it("says in words what its star says", () => {
      const item = draw(rowOf(projectEntry("modelLab/x", project({ isStarred: true }))));
      assert.deepEqual(iconOf(item), ["star-full", "charts.yellow"]);
      assert.match(item.accessibilityInformation?.label ?? "", /^active-project, starred project, /);
    });
  });

  describe("of a run", () => {
    const STATUSES: Readonly<
      Record<(typeof RUN_STATUSES)[number] | "quantum", readonly [string, string | undefined, string]>
    > = {
      pending: ["clock", "disabledForeground", "pending · 27 s · yesterday"],
      running: ["sync~spin", "charts.blue", "running 12 min"],
      completed: ["pass", "charts.green", "27 s · yesterday"],
      failed: ["error", "charts.red", "failed after 27 s · yesterday"],
      killed: ["circle-slash", "descriptionForeground", "killed after 27 s · yesterday"],
      unresponsive: ["warning", "charts.yellow", "unresponsive after 27 s · yesterday"],
      paused: ["debug-pause", "charts.yellow", "paused · 27 s · yesterday"],
      quantum: ["circle-outline", undefined, "quantum · 27 s · yesterday"],
    };

    for (const [status, [icon, color, description]] of Object.entries(STATUSES)) {
      it(`that is ${status}: its icon, its words, and both for a screen reader`, () => {
        const times = status === "running" ? { startedAt: NOW - 12 * MINUTE } : { completedAt: NOW - DAY };
        const item = drawRun({ status, ...times });
        assert.deepEqual(iconOf(item), [icon, color]);
        assert.equal(item.description, description);
        assert.equal(item.accessibilityInformation?.label, `vanilla, ${status} run, ${description}`);
      });
    }

    it("tells of each status that the service has", () => {
      assert.deepEqual(Object.keys(STATUSES).sort(), [...RUN_STATUSES, "quantum"].sort());
    });

    it("keeps time: what ran 12 minutes runs an hour later 72", () => {
      const row = rowOf(runEntry(PARENT, run({ status: "running", startedAt: NOW - 12 * MINUTE }), project()));
      const later = treeItemOf(row, { account: "", systemId: "modelLab", now: NOW + HOUR });
      assert.deepEqual([draw(row).description, later.description], ["running 12 min", "running 1.2 h"]);
    });

    it("runs no time at all before it starts, when two clocks differ", () => {
      assert.equal(drawRun({ status: "running", startedAt: NOW + 5 * MINUTE }).description, "running 0 s");
    });

    it("says what is pinned, and the metric that tells runs apart", () => {
      const item = drawRun({ isPinned: true, metrics: [metric("eval_loss", 3.21)], completedAt: NOW - DAY });
      assert.equal(item.description, "3.21 eval_loss · pinned · 27 s · yesterday");
    });
  });

  describe("of a file or directory", () => {
    const root = { rowId: "r", run: run(), project: project(), pathInProject: "f6/artifacts" };

    it("takes the icons of the user's theme, by its name alone", () => {
      const file = draw(rowOf(runFileEntry(root, "lora/adapter.json", 1000)));
      const directory = draw(rowOf(runFileEntry(root, "lora", "directory")));
      assert.deepEqual([file.iconPath, directory.iconPath], [ThemeIcon.File, ThemeIcon.Folder]);
      assert.deepEqual([file.resourceUri?.path, directory.resourceUri?.path], ["/adapter.json", "/lora"]);
      assert.ok([file, directory].every(({ resourceUri }) => resourceUri?.scheme !== "file"));
      assert.deepEqual([file.label, file.description], ["adapter.json", "1 kB"]);
      assert.deepEqual(
        [file.collapsibleState, directory.collapsibleState],
        [TreeItemCollapsibleState.None, TreeItemCollapsibleState.Collapsed],
      );
    });

    it("whose name holds slashes stays one name", () => {
      const item = draw(rowOf(entry("x", { name: "a/../../b.json", icon: "file" })));
      assert.equal(item.resourceUri?.path.split("/").length, 2);
    });

    for (const icon of ["file", "folder"] as const) {
      it(`whose name holds half a character has an address that VS Code can draw, as a ${icon}`, () => {
        const names = { "caf\udce9.txt": "caf\\udce9.txt", "\ud83d": "\\ud83d", "\udc00\ud800": "\\udc00\\ud800" };
        for (const [name, label] of Object.entries(names)) {
          const item = draw(rowOf(entry("x", { name, icon })));
          assert.ok(item.resourceUri?.toString().startsWith("mlartifact-icon:/"), name);
          assert.equal(item.label, label);
        }
      });
    }
  });

  it("shows a hostile name as the text that it is", () => {
    const item = draw(rowOf(entry("x", { name: HOSTILE, icon: "file", detail: [HOSTILE] })));
    assert.equal(typeof item.label, "string");
    const shown = HOSTILE.replace("\u202E", "\\u202e");
    assert.equal(item.label, shown, "what would turn the direction around is written out");
    assert.equal(item.description, shown);
    assert.equal(item.tooltip, undefined, "it is made when someone asks for it");
    assert.equal(item.resourceUri?.authority, "");
  });

  it("has an id that tells the same row of two accounts apart", () => {
    const row = rowOf(entry("modelLab/x/project/1"));
    const ids = ["a", "b"].map((account) => treeItemOf(row, { account, systemId: "modelLab", now: NOW }).id);
    assert.deepEqual(ids, ["a:modelLab/x/project/1", "b:modelLab/x/project/1"]);
  });

  it("gives menus its kind and what it offers, each a whole word", () => {
    const tokens = tokensOf(draw(rowOf(entry("x", { kind: "run", abilities: ["refresh", "copy.id", "external"] }))));
    for (const token of ["run", "refresh", "copy.id", "external"]) {
      assert.ok(tokens.includes(token), token);
    }
    assert.ok(!tokens.includes("delete"));
    assert.deepEqual(tokens, [...tokens].sort());
  });

  describe("of what failed", () => {
    for (const kind of ["auth", "forbidden"] as const) {
      it(`over keys (${kind}) leads to the keys of its system`, () => {
        const item = draw(failureOf(kind));
        assert.deepEqual(item.command, { command: COMMANDS.setKeys, title: "Set Keys", arguments: ["modelLab"] });
        assert.deepEqual(iconOf(item), ["key", "list.errorForeground"]);
        assert.equal(
          item.accessibilityInformation?.label,
          "Could not list runs: the service said so. Click to set keys.",
        );
      });
    }

    for (const kind of [
      "notFound",
      "badRequest",
      "rateLimited",
      "server",
      "network",
      "timeout",
      "redirect",
      "badResponse",
    ] as const) {
      it(`otherwise (${kind}) leads to another try`, () => {
        const row = failureOf(kind);
        const item = draw(row);
        assert.deepEqual([item.command?.command, item.command?.arguments], [COMMANDS.tryAgain, [row]]);
        assert.equal(item.command?.arguments?.[0], row);
        assert.deepEqual(iconOf(item), ["error", "list.errorForeground"]);
        assert.equal(
          item.accessibilityInformation?.label,
          "Could not list runs: the service said so. Click to try again.",
        );
      });
    }

    it("says what and why", () => {
      const item = draw(failureOf("network"));
      assert.deepEqual([item.label, item.description], ["Could not list runs", "the service said so"]);
      assert.equal(item.tooltip, "Could not list runs: the service said so.\n\nClick to try again.");
      assert.deepEqual(tokensOf(item), ["failure"]);
    });

    it("says that the rows beside it are of an earlier answer", () => {
      assert.equal(draw(failureOf("network", { isStale: true })).label, "Could not refresh runs");
    });

    it("shows a hostile reason as the text that it is", () => {
      const item = draw(failureOf("server", { error: new ApiError("server", HOSTILE) }));
      assert.equal(typeof item.tooltip, "string");
      assert.equal(item.description, HOSTILE);
    });
  });

  describe("of what is left", () => {
    const place = { id: "x//runs/more", parent: undefined, source: SOURCE, sectionId: "runs" };

    it("says how much is shown, and of how much", () => {
      const row: Row = { kind: "more", ...place, shown: 100, total: 1200 };
      const item = draw(row);
      assert.equal(item.label, "Load More (100 of 1,200 loaded)");
      assert.equal(item.accessibilityInformation?.label, item.label);
      assert.deepEqual([item.command?.command, item.command?.arguments?.[0]], [COMMANDS.loadMore, row]);
      assert.deepEqual(tokensOf(item), ["more"]);
    });

    it("says only how much is shown where the service does not count", () => {
      assert.equal(draw({ kind: "more", ...place, shown: 1000 }).label, "Load More (1,000 loaded)");
    });
  });

  it("of an empty listing says so, in grey and to a screen reader, and does nothing", () => {
    const item = draw({ kind: "note", id: "n", parent: undefined, source: SOURCE, text: "No runs" });
    assert.deepEqual([item.label, item.description, item.accessibilityInformation?.label], ["", "No runs", "No runs"]);
    assert.equal(item.command, undefined);
    assert.deepEqual(tokensOf(item), ["note"]);
  });

  it("of what keeps a view from having rows says what helps", () => {
    const remedy = { title: "Switch the Site", command: COMMANDS.switchSite, arguments: ["modelLab"] };
    const facts = {
      id: "problem",
      parent: undefined,
      source: undefined,
      title: "Could not connect",
      reason: "no address",
    } as const;
    const item = draw({ kind: "problem", ...facts, remedy });
    assert.deepEqual([item.label, item.description], ["Could not connect", "no address"]);
    assert.equal(item.tooltip, "Could not connect: no address.\n\nClick to switch the site.");
    assert.deepEqual(item.command, remedy);
    assert.deepEqual(iconOf(item), ["warning", new ThemeColor("list.warningForeground").id]);
    assert.deepEqual(tokensOf(item), ["problem"]);
  });
});
