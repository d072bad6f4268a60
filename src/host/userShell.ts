import { env, workspace } from "vscode";
import type { Shell } from "../text/shell";
import { shellOf } from "../text/shell";

const OF_PLATFORM: Partial<Record<NodeJS.Platform, string>> = { win32: "windows", darwin: "osx" };

/** The shell that the user's terminals open with, where commands are pasted. */
export function userShell(): Shell {
  const platform = OF_PLATFORM[process.platform] ?? "linux";
  const terminal = workspace.getConfiguration("terminal.integrated");
  const name = terminal.get<unknown>(`defaultProfile.${platform}`);
  const profiles = terminal.get<unknown>(`profiles.${platform}`);
  return shellOf([...(typeof name === "string" ? programsOf(profiles, name) : []), env.shell], process.platform);
}

/** The program that a profile starts, and then its name: a profile of VS Code itself may give no program. */
function programsOf(profiles: unknown, name: string): readonly string[] {
  const profile: unknown = isObject(profiles) ? profiles[name] : undefined;
  const { path, source } = isObject(profile) ? profile : {};
  return [path, source]
    .flat()
    .concat(name)
    .filter((program) => typeof program === "string");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
