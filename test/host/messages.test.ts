import assert from "node:assert/strict";
import type { LogOutputChannel } from "vscode";
import { ConfigurationTarget, FileSystemError, Uri, window, workspace } from "vscode";
import { COMMANDS } from "../../src/manifest/commands";
import { Messages } from "../../src/host/messages/messages";
import { ApiError } from "../../src/http/apiError";
import { ApiStubs } from "./support/apiStubs";

const KEYS = new ApiError("auth", "the keys are not known");

describe("Messages", () => {
  const stubs = new ApiStubs();
  let log: LogOutputChannel;
  let ran: readonly (readonly unknown[])[];
  let pressed: string;
  let shown: string[];

  before(() => (log = window.createOutputChannel("ML Artifacts (tests)", { log: true })));
  after(() => log.dispose());
  beforeEach(() => {
    shown = [];
    pressed = "Set Keys…";
    stubs.replace(window, "showErrorMessage", (text: string, ...rest: readonly unknown[]) => {
      shown.push(text);
      return Promise.resolve(rest.find((button) => button === pressed) as never);
    });
    ran = stubs.keepCommands();
  });
  afterEach(() => stubs.restore());

  it("lead from a failure over keys to those of the site that it is of, not to those of the one on show", async () => {
    const place = { systemId: "modelLab", site: "datadoghq.eu" };
    await new Messages(log).showFailure("read config.json", KEYS, {}, place);
    assert.deepEqual(ran, [[COMMANDS.setKeys, "modelLab", "datadoghq.eu"]]);
  });

  it("lead to the log, whatever failed", async () => {
    pressed = "Show Log";
    await new Messages(log).showFailure("read config.json", new ApiError("network", "no connection"));
    assert.deepEqual(ran, [[COMMANDS.showLog]]);
  });

  it("give an error of VS Code in its own words, which name the remedy", async () => {
    const settings = workspace.getConfiguration("mlArtifacts");
    const refusal = await rejectionOf(settings.update("noSuchSetting", 1, ConfigurationTarget.Global));
    assert.match(refusal.message, /^Unable to write .*noSuchSetting/);
    await new Messages(log).showFailure("switch the site", refusal);
    await new Messages(log).showFailure("save the picture", FileSystemError.NoPermissions(Uri.file("/full/a.png")));
    assert.match(shown[0] ?? "", /^Could not switch the site: Unable to write .*noSuchSetting.*[^.]\.$/);
    assert.match(shown[1] ?? "", /^Could not save the picture: .*\/full\/a\.png/);
  });

  it("log where an unexpected error came from without its words, which may quote a key", async () => {
    const lines: string[] = [];
    const key = "k".repeat(60_000);
    stubs.replace(log, "error", (line: string | Error) => void lines.push(String(line)));
    await new Messages(log).showFailure("store the keys", new SyntaxError(`Invalid regular expression: /${key}/`));
    assert.match(lines.join("\n"), /\nSyntaxError\n\s+at .*messages\.test/);
    assert.ok(!lines.join("").includes("kkkkkk") && lines.every(({ length }) => length <= 4000));
  });

  it("give no words of an error that nothing expected", async () => {
    await new Messages(log).showFailure("switch the site", new TypeError("undefined is not a function"));
    assert.deepEqual(shown, ["Could not switch the site: an unexpected error; see the log."]);
  });

  it("show nothing of what was called off", async () => {
    pressed = "Show Log";
    await new Messages(log).showFailure("read config.json", new DOMException("called off", "AbortError"));
    assert.deepEqual(ran, []);
  });
});

async function rejectionOf(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
  return assert.fail("nothing was refused");
}
