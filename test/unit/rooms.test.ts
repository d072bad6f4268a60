import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, normalize, sep } from "node:path";

/** The design's arrows: what each room of src may import, beside itself. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  http: [],
  sample: [],
  sources: ["http"],
  web: ["sources"],
  host: ["sources", "http", "sample", "contract"],
  tree: ["host", "sources", "http", "contract"],
  files: ["web", "host", "sources", "http", "contract"],
  pages: ["web", "files", "host", "sources", "http", "contract"],
  links: ["tree", "files", "host", "sources", "http", "contract"],
  commands: ["tree", "files", "pages", "links", "host", "sources", "http", "contract"],
  extension: ["commands", "tree", "files", "pages", "links", "host", "sources", "http", "contract"],
  contract: [],
};
const WITHOUT_VSCODE = ["http", "sources", "sample", "web", "contract"];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

function imports(): Import[] {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const text = readFileSync(join("src", file), "utf8");
    const targets = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
    return targets.map((target) => ({ file, room: roomOf(file), target }));
  });
}

function roomOf(path: string): string {
  return (path.split(sep)[0] ?? "").replace(/\.ts$/, "");
}

describe("The rooms of src", () => {
  const all = imports();

  it("are all known", () => {
    assert.ok(all.length > 50);
    assert.deepEqual(
      [...new Set(all.map(({ room }) => room))].filter((room) => !(room in ROOMS)),
      [],
    );
  });

  it("import one way", () => {
    const wrong = all.filter(({ file, room, target }) => {
      const other = roomOf(normalize(join(file, "..", target)));
      return target.startsWith(".") && other !== room && ROOMS[room]?.includes(other) !== true;
    });
    assert.deepEqual(wrong, []);
  });

  it("leave VS Code to those that may know it", () => {
    assert.deepEqual(
      all.filter(({ room, target }) => target === "vscode" && WITHOUT_VSCODE.includes(room)),
      [],
    );
  });
});
