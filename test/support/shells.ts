import assert from "node:assert/strict";
import type { Shell } from "../../src/text/shell";

export const POSIX: Shell = { kind: "posix", isWindows: false };
export const FISH: Shell = { kind: "fish", isWindows: false };
export const POWERSHELL: Shell = { kind: "powershell", isWindows: true };
export const CMD: Shell = { kind: "cmd", isWindows: true };

/** Stand for a border of a word and for a quote in it, while a line is read; no line has them. */
const [BORDER, QUOTE] = ["\uE000", "\uE001"];

/** Environments of the words below. */
export type Variables = Readonly<Record<string, string>>;

/**
 * The commands of a pipe as PowerShell's grammar has them (about_Quoting_Rules, about_Parsing): quotes in strings are
 * doubled, typographic quotes are quotes. Refuses what would run something else.
 */
export function readPowerShell(line: string, variables: Variables): string[][] {
  const commands: string[][] = [[]];
  const token = /\s+|\||'(?<single>(?:[^'‘-‛]|['‘-‛]{2})*)'|"(?<double>[^"“-„`]*)"|(?<bare>[\w.\-@/]+)/uy;
  while (token.lastIndex < line.length) {
    const at = token.lastIndex;
    const found = token.exec(line);
    assert.ok(found, `PowerShell would read more than a word at ${JSON.stringify(line.slice(at))}`);
    if (found[0] === "|") {
      commands.push([]);
    } else {
      commands.at(-1)?.push(...powerShellWords(found.groups ?? {}, variables));
    }
  }
  return commands;
}

function powerShellWords({ single, double, bare }: Partial<Variables>, variables: Variables): string[] {
  const word = [
    single?.replaceAll(/([‘-‛'])[‘-‛']/gu, "$1"),
    double?.replaceAll(/\$env:(\w+)/g, (_, name: string) => variables[name] ?? ""),
    bare,
  ];
  return word.filter((text) => text !== undefined);
}

/** The commands of a pipe as cmd reads a typed line: variables first, then quotes and carets, then the program's own quotes. */
export function readCmd(line: string, variables: Variables): string[][] {
  const replaced = line.replaceAll(/%([^%]*)%/g, (all, name: string) => variables[name.toUpperCase()] ?? all);
  // Tokens: what is quoted, a caret with what it escapes, a pipe, anything plain. The rest is an operator.
  const token = /"[^"]*"?|\^(?<escaped>[^])|(?<pipe>\|)|[^&<>()\n\r^"|]+/uy;
  const commands = [""];
  while (token.lastIndex < replaced.length) {
    const at = token.lastIndex;
    const found = token.exec(replaced);
    assert.ok(found, `cmd would read an operator at ${JSON.stringify(replaced.slice(at))}`);
    if (found.groups?.["pipe"] !== undefined) {
      commands.push("");
    } else {
      commands.push(`${commands.pop() ?? ""}${found.groups?.["escaped"] ?? found[0]}`);
    }
  }
  return commands.map(programArguments);
}

/** Microsoft's C runtime: 2n backslashes and a quote are n backslashes and a border, 2n+1 are n backslashes and a quote. */
function programArguments(line: string): string[] {
  const plain = line.replaceAll(/(\\*)"/g, (_, slashes: string) => {
    const half = "\\".repeat(Math.floor(slashes.length / 2));
    return half + (slashes.length % 2 === 1 ? QUOTE : BORDER);
  });
  const words = plain.match(new RegExp(`(?:${BORDER}[^${BORDER}]*${BORDER}?|[^ \\t${BORDER}])+`, "gu")) ?? [];
  return words.map((word) => word.replaceAll(BORDER, "").replaceAll(QUOTE, '"'));
}
