import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runFileEntry } from "../../../src/sources/modelLab/rows/rows";
import { copyText as labText } from "../../../src/sources/modelLab/rows/copyTexts";
import { artifactEntry, contentEntries } from "../../../src/sources/registry/rows/rows";
import { snippetsOf as registrySnippets } from "../../../src/sources/registry/rows/snippets";
import { fileEntry, versionRoot } from "../../../src/sources/trueFoundry/rows/rows";
import { copyText as tfyText } from "../../../src/sources/trueFoundry/rows/copyTexts";
import { pastedName } from "../../../src/text/pasted";
import { isSafeName } from "../../../src/text/safeName";
import type { Shell } from "../../../src/text/shell";
import { project, run } from "../../support/modelLabBuilders";
import { CMD, FISH, POSIX, POWERSHELL, readCmd, readPowerShell } from "../../support/shells";
import { dice, hostileName } from "../files/download/hostileNames";
import { artifact } from "./registry/registryFixture";
import { version } from "./trueFoundry/trueFoundryFixture";

const BASE = "https://api.example.com/it's";
const ENVIRONMENT = { DD_API_KEY: "k-1", DD_APP_KEY: "k-2", TFY_API_KEY: "k-3", REGISTRY_TOKEN: "k-4" };
const START = ["--fail", "--silent", "--show-error"];
const random = dice(7);
const SHELL_PIECES = [
  "$(touch owned)",
  "`id`",
  "'; id; '",
  "’; id; ‘",
  '" & calc & "',
  "%PATH%",
  "^",
  "!!",
  "\\",
  "\u001b[201~\rid\r",
];
const NAMES = [
  "../../.bashrc",
  "..\\..\\.bashrc",
  "-o.json",
  "plain name (1).json",
  "lone \udce9.txt",
  ...SHELL_PIECES,
  ...Array.from({ length: 200 }, () => {
    const piece = SHELL_PIECES[Math.floor(random() * SHELL_PIECES.length)] ?? "";
    return hostileName(random) + piece + hostileName(random);
  }),
].filter((name) => name !== "");

const labFile = (name: string) =>
  runFileEntry({ rowId: "r", run: run(), project: project(), pathInProject: "f" }, name, 1);
const commandsOf = (name: string, shell: Shell) => [
  labText(labFile(name), "curl", BASE, shell),
  tfyText(fileEntry(versionRoot("v", version()), { path: name, isDirectory: false }), "curl", BASE, shell),
];

/** What curl is given, by each of the two commands. */
function checkWords(name: string, [lab = [], tfy = []]: readonly (readonly string[])[], piped?: string): void {
  const file = pastedName(labFile(name).name);
  assert.ok(isSafeName(file) && !/['"`$&;%^!\\]/.test(file), file);
  assert.deepEqual(lab.slice(0, -1), [
    ...START,
    ...["--header", "DD-API-KEY: k-1", "--header", "DD-APPLICATION-KEY: k-2", "--output", `./${file}`],
  ]);
  const [url = ""] = lab.slice(-1);
  assert.equal(new URL(url).searchParams.get("artifact_path"), `f/${name.replace(/^\/+/, "")}`.toWellFormed());
  const head = ["--header", "Authorization: Bearer k-3", "--header", "Content-Type: application/json", "--data"];
  assert.deepEqual(tfy.slice(0, -2), [...START, ...head]);
  const [body = ""] = tfy.slice(-2);
  assert.deepEqual((JSON.parse(piped ?? body) as { paths: readonly string[] }).paths, [name]);
}

/** The words of each call of curl, one after the other. */
function runShell(program: string, script: string): string[][] | undefined {
  const file = join(folder, `${program}.txt`);
  writeFileSync(file, script);
  const { error, stdout, stderr } = spawnSync(program, [file], {
    encoding: "utf8",
    env: { ...process.env, ...ENVIRONMENT },
  });
  if (error !== undefined) {
    return undefined;
  }
  assert.equal(stderr, "");
  return stdout
    .split("\u0001\0")
    .slice(0, -1)
    .map((call) => call.split("\0").slice(0, -1));
}

const PRINT_WORDS = "curl() { printf '%s\\0' \"$@\"; printf '\\001\\0'; }";
const PRINT_IN_FISH = "function curl; printf '%s\\0' $argv; printf '\\001\\0'; end";
const PROGRAMS = [
  { program: "sh", shell: POSIX, start: PRINT_WORDS },
  { program: "bash", shell: POSIX, start: PRINT_WORDS },
  { program: "zsh", shell: POSIX, start: PRINT_WORDS },
  { program: "fish", shell: FISH, start: PRINT_IN_FISH },
];

let folder: string;

describe("A command that is pasted", () => {
  before(() => void (folder = mkdtempSync(join(tmpdir(), "pasted-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const { program, shell, start } of PROGRAMS) {
    it(`gives curl the words that are meant, in a real ${program} where there is one`, function () {
      const lines = NAMES.flatMap((name) => commandsOf(name, shell));
      const calls = runShell(program, [start, ...lines, ""].join("\n"));
      if (calls === undefined) {
        assert.notEqual(program, "sh");
        return;
      }
      assert.equal(calls.length, lines.length);
      NAMES.forEach((name, index) => checkWords(name, calls.slice(2 * index)));
    });
  }

  it("gives curl the words that are meant by PowerShell's grammar, with JSON by way of a pipe", () => {
    for (const name of NAMES) {
      const calls = commandsOf(name, POWERSHELL).flatMap((text) => readPowerShell(text, ENVIRONMENT));
      assert.deepEqual(
        calls.map(([program]) => program).filter((program) => !program?.startsWith("{")),
        ["curl.exe", "curl.exe"],
      );
      assert.deepEqual(calls[2]?.slice(-2, -1), ["@-"]);
      checkWords(name, [calls[0]?.slice(1) ?? [], calls[2].slice(1)], calls[1]?.join());
    }
  });

  it("gives curl the words that are meant by cmd's grammar and the C runtime's", () => {
    const variables = { ...ENVIRONMENT, PATH: "C:\\&calc&" };
    for (const name of NAMES) {
      const calls = commandsOf(name, CMD).map((text) => readCmd(text, variables)[0] ?? []);
      checkWords(
        name,
        calls.map((words) => words.slice(1)),
      );
    }
  });

  it("holds nothing that can't be seen, on one line, in every shell", () => {
    for (const shell of [POSIX, FISH, POWERSHELL, CMD]) {
      for (const name of NAMES) {
        assert.doesNotMatch(commandsOf(name, shell).join(""), /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      }
    }
  });

  it("breaks out of no shell, not even of one that it was not made for", () => {
    for (const name of NAMES) {
      const [lab = ""] = commandsOf(name, POSIX);
      const [words] = readPowerShell(lab, ENVIRONMENT);
      assert.equal(words?.[words.indexOf("--output") + 1], `./${pastedName(labFile(name).name)}`);
    }
  });

  it("follows a registry's link in a second step without the token, in every shell", () => {
    const row = artifactEntry({ id: "x", detail: [] }, artifact());
    const facts = { name: "", sourceUrl: "", package: { kind: "file", name: "../%PATH%'.zip" } } as const;
    const [file] = contentEntries(row, facts);
    const url = `${BASE.replace("'", "%27")}/artifacts/model/12345`;
    for (const shell of [POWERSHELL, CMD]) {
      const text =
        registrySnippets(file!, { baseUrl: BASE, tokenPrefix: "bearer " }, shell).at(-1)?.text.trimEnd() ?? "";
      const commands = shell === CMD ? readCmd(text, ENVIRONMENT) : readPowerShell(text, ENVIRONMENT);
      const curl = shell === CMD ? "curl" : "curl.exe";
      assert.deepEqual(commands, [
        [curl, ...START, "--header", "X-Authorization: bearer k-4", url],
        [
          "jq",
          "--exit-status",
          "--raw-output",
          "--arg",
          "start",
          "url = ",
          "$start + (.data.download_url // empty | tojson)",
        ],
        [curl, ...START, "--globoff", "--output", "./..__PATH__.zip", "--config", "-"],
      ]);
    }
  });
});
