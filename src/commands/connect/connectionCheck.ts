import type { Disposable, QuickPickItem } from "vscode";
import { commands, window } from "vscode";
import { COMMANDS } from "../../manifest/commands";
import { ApiError } from "../../http/apiError";
import type { SessionState } from "../../host/site/session";
import type { KeyVerdict } from "../../sources/contract/system";
import type { RegisterCommand } from "../shared/commandRegistry";
import type { ConnectedSystem } from "./connectedSystem";

interface CheckItem extends QuickPickItem {
  /** The command that helps, if one does. */
  readonly remedy?: { readonly command: string; readonly systemId: string };
}

/** "Check Connections": what each system answers right now, in a list that fills as they answer. */
export function registerConnectionCheck(register: RegisterCommand, systems: readonly ConnectedSystem[]): Disposable {
  return register(COMMANDS.checkConnections, "check the connections", async () => {
    const picker = window.createQuickPick<CheckItem>();
    const controller = new AbortController();
    const items = systems.map(({ system }): CheckItem => ({ label: `$(loading~spin) ${system.title}` }));
    Object.assign(picker, { title: "Check Connections", items, busy: true, matchOnDescription: true });
    picker.placeholder = "Select one to fix it";
    const chosen = new Promise<CheckItem | undefined>((resolve) => {
      picker.onDidAccept(() => resolve(picker.selectedItems[0]));
      picker.onDidHide(() => resolve(undefined));
    });
    picker.show();
    const checks = systems.map(async (connected, index) => {
      items[index] = await checkItem(connected, controller.signal);
      picker.items = [...items];
    });
    void Promise.allSettled(checks).then(() => (picker.busy = false));
    const remedy = (await chosen)?.remedy;
    controller.abort();
    picker.dispose();
    if (remedy !== undefined) {
      await commands.executeCommand(remedy.command, remedy.systemId);
    }
  });
}

async function checkItem({ system, session }: ConnectedSystem, signal: AbortSignal): Promise<CheckItem> {
  const { state } = session;
  const item = (icon: string, text: string, command?: string): CheckItem => ({
    label: `$(${icon}) ${system.title}`,
    description: text,
    ...(command === undefined ? {} : { remedy: { command, systemId: system.id } }),
  });
  switch (state.kind) {
    case "starting":
      return item("clock", "starting");
    case "unset":
      return item("circle-outline", "not set up", COMMANDS.switchSite);
    case "signedOut":
      return item("key", `${state.site.name}: no keys`, COMMANDS.setKeys);
    case "misconfigured":
      return item("error", state.error.message, COMMANDS.switchSite);
    case "ready": {
      const { icon, text, command } = await ask(state, signal);
      return item(icon, `${state.site.name}: ${text}`, command);
    }
  }
}

/** Asks twice: the first answer's time holds what only the first request costs, the second's is the round trip. */
async function ask(
  { check, hasKeys }: Extract<SessionState, { kind: "ready" }>,
  signal: AbortSignal,
): Promise<{ icon: string; text: string; command?: string }> {
  try {
    const first = await check({ signal });
    if (first.kind === "unreachable") {
      return describe(first, { hasKeys, ms: 0 });
    }
    const start = performance.now();
    const verdict = await check({ signal });
    return describe(verdict, { hasKeys, ms: Math.round(performance.now() - start) });
  } catch (error) {
    return { icon: "error", text: error instanceof ApiError ? error.message : "canceled" };
  }
}

function describe(
  verdict: KeyVerdict,
  { hasKeys, ms }: { hasKeys: boolean; ms: number },
): { icon: string; text: string; command?: string } {
  switch (verdict.kind) {
    case "valid":
      return { icon: "pass", text: `reachable, ${hasKeys ? "keys accepted" : "no keys needed"}, ${ms} ms` };
    case "wrong":
      return {
        icon: "key",
        text: `reachable in ${ms} ms, ${verdict.field.title} ${hasKeys ? "not accepted" : "needed"}${verdict.reason === "" ? "" : `: ${verdict.reason}`}`,
        command: COMMANDS.setKeys,
      };
    case "unreachable":
      return { icon: "error", text: `not reachable: ${verdict.error.message}`, command: COMMANDS.switchSite };
  }
}
