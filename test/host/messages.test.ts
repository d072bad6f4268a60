import assert from "node:assert/strict";
import type { LogOutputChannel } from "vscode";
import { commands, window } from "vscode";
import { COMMANDS } from "../../src/manifest";
import { Messages } from "../../src/host/messages/messages";
import { ApiError } from "../../src/http/apiError";
import { ApiStubs } from "./support/apiStubs";

const KEYS = new ApiError("auth", "the keys are not known");

describe("Messages", () => {
  const stubs = new ApiStubs();
  let log: LogOutputChannel;
  let ran: (readonly unknown[])[];
  let pressed: string;

  before(() => (log = window.createOutputChannel("ML Artifacts (tests)", { log: true })));
  after(() => log.dispose());
  beforeEach(() => {
    ran = [];
    pressed = "Set Keys…";
    stubs.replace(window, "showErrorMessage", (_text: string, ...rest: readonly unknown[]) =>
      Promise.resolve(rest.find((button) => button === pressed) as never),
    );
    stubs.replace(commands, "executeCommand", (...call: readonly unknown[]) =>
      Promise.resolve(ran.push(call) as never),
    );
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

  it("show nothing of what was called off", async () => {
    pressed = "Show Log";
    await new Messages(log).showFailure("read config.json", new DOMException("called off", "AbortError"));
    assert.deepEqual(ran, []);
  });
});
