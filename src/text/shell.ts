/** A shell that a text is pasted into. On Windows, PowerShell's own `curl` is something else. */
export interface Shell {
  readonly kind: "posix" | "fish" | "powershell" | "cmd";
  readonly isWindows: boolean;
}

const KINDS: readonly { readonly kind: Shell["kind"]; readonly name: RegExp }[] = [
  { kind: "powershell", name: /^(windows )?(powershell|pwsh)/i },
  { kind: "cmd", name: /^(cmd|command prompt)/i },
  { kind: "fish", name: /^fish/i },
  { kind: "posix", name: /^(git bash|ubuntu|debian|wsl|[a-z]{0,2}sh)\b/i },
];

/** The shell that the first known program or name means, `C:\Windows\System32\cmd.exe` or "Git Bash"; the platform's own without one. */
export function shellOf(programs: readonly string[], platform: NodeJS.Platform): Shell {
  const isWindows = platform === "win32";
  for (const program of programs) {
    const name = program.slice(Math.max(program.lastIndexOf("/"), program.lastIndexOf("\\")) + 1);
    const found = KINDS.find((kind) => kind.name.test(name));
    if (found !== undefined) {
      return { kind: found.kind, isWindows };
    }
  }
  return { kind: isWindows ? "powershell" : "posix", isWindows };
}

/** A text as one word of a command, in which the shell reads nothing: no control characters are in it (see `pastedUrl`). */
export function shellQuote(text: string, { kind }: Shell): string {
  switch (kind) {
    case "posix":
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
    case "fish":
      return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
    case "powershell":
      // It takes typographic quotes for quotes, too.
      return `'${text.replaceAll(/['\u2018-\u201B]/g, "$&$&")}'`;
    case "cmd":
      return cmdQuote(text);
  }
}

/**
 * With carets instead of quotes, which cmd and the program would read differently. `%` is followed by a caret: what it
 * begins is then no variable's name.
 */
function cmdQuote(text: string): string {
  const argument = text.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/\\+$/, "$&$&");
  const marked = argument.replaceAll(/[^\p{L}\p{M}\p{N} _\-:=+~/.,\\]/gu, "^$&");
  return `^"${marked.replaceAll(/%(?=[\p{L}\p{N}_])/gu, "%^")}^"`;
}

/** A word of our own text with a variable of the environment behind it. */
export function withVariable(text: string, variable: string, { kind }: Shell): string {
  const value = { posix: `$${variable}`, fish: `$${variable}`, powershell: `$env:${variable}`, cmd: `%${variable}%` };
  return `"${text}${value[kind]}"`;
}
