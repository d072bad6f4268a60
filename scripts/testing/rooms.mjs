import { dirname, normalize, sep } from "node:path";

/** What reads rows and talks to a service, whatever the system. */
const READING = [
  "sources/contract",
  "sources/filter",
  "sources/mentions",
  "sources/metrics",
  "sources/shared",
  "sources/shared/paths",
  "series",
  "http",
  "http/transport",
  "text",
];
const HOST = ["host", "host/keys", "host/messages", "host/site", "manifest", ...READING];
const TREE = ["tree", "tree/model", "watch", ...HOST];
const COMMAND = ["commands/shared", "files/fileSystem", ...TREE];
const CURVES = ["web/curves", "web/curves/model", "web/curves/picture", "series"];
const PAGE = ["web", "web/parts", ...CURVES, "sources/contract", "sources/metrics", "sources/shared", "text"];
/** Files, curves and comparisons, as agents are told of them. */
const AGENT_READING = [
  "files/curves",
  "files/fileSystem",
  "files/peek",
  "files/preview",
  "series",
  "web/comparePage",
  ...READING,
];

/**
 * The one map of the rooms: each folder of src with the folders that it may import, beside itself. The linter and
 * rooms.test.ts both read it. A star stands for one name, the same in the key and in its list; two stand for any path.
 */
export const ROOMS = {
  extension: ["start", "product"],
  product: ["**"],
  // Loaded in every window: what it needs of other rooms stands alone.
  start: ["files/fileSystem", "host", "links", "manifest", "sources/mentions", "sources/shared", "text"],
  manifest: [],
  text: [],
  http: ["http/transport", "text"],
  "http/transport": ["text"],
  sources: ["sources/*", "sources/contract"],
  "sources/contract": ["series", "http", "http/transport", "text"],
  "sources/filter": READING,
  "sources/mentions": READING,
  "sources/metrics": READING,
  "sources/shared": READING,
  "sources/shared/paths": ["http", "sources/contract", "text"],
  // A system knows no other system.
  "sources/*": ["sources/*/**", ...READING],
  "sources/*/wire": ["sources/*/wire/runs", ...READING],
  "sources/*/wire/runs": READING,
  "sources/*/rows": ["sources/*/wire", "sources/*/wire/runs", ...READING],
  "sources/*/files": ["sources/*/rows", "sources/*/wire", "sources/*/wire/runs", ...READING],
  "sources/*/filter": ["sources/*/rows", "sources/*/wire", "sources/*/wire/runs", ...READING],
  "sources/*/find": ["sources/*/files", "sources/*/rows", "sources/*/wire", "sources/*/wire/runs", ...READING],
  series: ["text"],
  "series/formats": ["series", "text"],
  sample: ["sample/**"],
  "sample/bytes": [],
  "sample/server": ["sample/bytes"],
  "sample/team/records": ["sample/bytes"],
  "sample/team/datasets": ["sample/team/records", "sample/bytes"],
  "sample/team": ["sample/team/datasets", "sample/team/records", "sample/bytes"],
  "sample/artifacts": ["sample/team/records", "sample/bytes"],
  "sample/catalogue": ["sample/bytes"],
  "sample/repos": ["sample/artifacts", "sample/team", "sample/team/datasets", "sample/team/records", "sample/bytes"],
  "sample/modelLab": ["sample/artifacts", "sample/team", "sample/team/records", "sample/server", "sample/bytes"],
  "sample/trueFoundry": ["sample/repos", "sample/artifacts", "sample/team/records", "sample/server", "sample/bytes"],
  "sample/registry": ["sample/catalogue", "sample/server", "sample/bytes"],
  host: ["manifest", ...READING],
  "host/keys": ["host", "manifest", ...READING],
  "host/messages": ["host", "manifest", ...READING],
  "host/site": ["host", "host/keys", "sample", "manifest", ...READING],
  watch: ["host", "host/site", "manifest", ...READING],
  runTable: READING,
  "tree/model": ["series", ...READING],
  tree: ["tree/model", "watch", ...HOST],
  web: READING,
  "web/parts": ["web", ...READING],
  "web/curves/model": ["series", "sources/metrics", "web", ...READING],
  "web/curves/picture": ["web/curves/model", "series", "web/parts", ...READING],
  "web/curves": ["web/curves/model", "web/curves/picture", "series", "sources/metrics", "web", "web/parts", ...READING],
  "web/comparePage": PAGE,
  "web/entryPage": ["web/entryPage/lineage", ...PAGE],
  "web/entryPage/lineage": PAGE,
  "web/modelFile": PAGE,
  "web/runTable": ["runTable", ...PAGE],
  "files/fileSystem": HOST,
  "files/peek": ["web/modelFile", ...READING],
  "files/curves": ["series", "series/formats", ...READING],
  "files/sorted": ["files/fileSystem", ...HOST],
  "files/preview": ["files/fileSystem", "files/peek", "files/download/disk", "web/modelFile", ...HOST],
  "files/download/disk": READING,
  "files/download/part": ["files/download/disk", ...READING],
  "files/download/ledger": ["files/download/part", "files/download/disk", ...READING],
  "files/download": ["files/download/ledger", "files/download/part", "files/download/disk", ...READING],
  files: ["files/fileSystem", "files/preview", "files/sorted", ...HOST],
  "agents/answer": ["text"],
  "agents/target": ["agents/answer", "files/fileSystem", ...READING],
  "agents/verbs": ["agents/target", "agents/answer", ...AGENT_READING],
  "agents/verbs/files": ["agents/verbs", "agents/target", "agents/answer", ...AGENT_READING],
  "agents/mcp": ["agents/core", "agents/verbs", ...READING],
  "agents/doors": ["agents/mcp", "agents/core", "agents/verbs", "agents/verbs/files", "agents/target", ...TREE],
  agents: ["agents/doors", "agents/mcp", "agents/core", "agents/verbs", "commands/connect", "commands/shared", ...TREE],
  "agents/core": ["agents/verbs/files", "agents/verbs", "agents/target", "agents/answer", ...READING],
  pages: ["files/fileSystem", "pages/curves", "web", "web/comparePage", "web/curves/model", "web/entryPage", ...HOST],
  "pages/curves": ["files/curves", "files/fileSystem", "files/preview", "series", "web", "web/curves/model", ...HOST],
  "pages/runTable": ["pages", "runTable", "web", "web/runTable", ...HOST],
  links: ["files/fileSystem", ...TREE],
  "commands/shared": ["files/fileSystem", ...TREE],
  "commands/rows": COMMAND,
  "commands/filter": COMMAND,
  "commands/metrics": COMMAND,
  "commands/connect": COMMAND,
  "commands/open": ["commands/rows", "series", "files/peek", "files/download", ...COMMAND],
  "commands/goTo": ["commands/connect", "commands/open", "commands/rows", "files/download", "links", ...COMMAND],
  "commands/watch": ["commands/goTo", "commands/open", ...COMMAND],
  "commands/compare": ["commands/open", "files/sorted", ...COMMAND],
  "commands/download": ["files/download", "files/download/**", ...COMMAND],
  commands: ["commands/**", "files/download/ledger", "pages", "pages/curves", "pages/runTable", ...COMMAND],
};

/** Rooms that run without VS Code, with all that is in them. */
const WITHOUT_VSCODE = [
  "runTable",
  ...["manifest", "text", "http", "sources", "series", "sample", "web", "tree/model", "files/peek", "files/curves"],
  ...["agents/answer", "agents/target", "agents/verbs", "agents/core", "agents/mcp"],
];

/** The room of a file of src, given by its path from there. */
export function roomOf(file) {
  const folder = dirname(file).split(sep).join("/");
  return folder === "." ? file.replace(/\.ts$/, "") : folder;
}

/** What is wrong with an import, or undefined. `file` is a path from src; `target` is what stands after `from`. */
export function importProblem(file, target) {
  const room = roomOf(file);
  const found = ruleOf(room);
  if (found === undefined) return `${room} is no room: add it to scripts/testing/rooms.mjs.`;
  if (target === "vscode") {
    const isWithout = WITHOUT_VSCODE.some((other) => room === other || room.startsWith(`${other}/`));
    return isWithout ? `${room} runs without VS Code.` : undefined;
  }
  if (!target.startsWith(".")) return undefined;
  const other = roomOf(normalize(`${dirname(file)}/${target}.ts`));
  // What lies outside of src is package.json alone.
  if (other === room || other.startsWith("..")) return undefined;
  const isAllowed = found.allowed.some((pattern) => matchPattern(pattern, found.name)(other));
  return isAllowed ? undefined : `${room} may import only from: ${["itself", ...found.allowed].join(", ")}.`;
}

/** The rule of a room; what a star stands for in its key is its `name`. */
function ruleOf(room) {
  if (Object.hasOwn(ROOMS, room)) return { allowed: ROOMS[room], name: "*" };
  const [top, name, ...rest] = room.split("/");
  const pattern = [top, "*", ...rest].join("/");
  return Object.hasOwn(ROOMS, pattern) ? { allowed: ROOMS[pattern], name } : undefined;
}

function matchPattern(pattern, name) {
  if (pattern === "**") return () => true;
  const bound = name === "*" ? pattern : pattern.replace("/*/", `/${name}/`);
  if (bound.endsWith("/**")) return (room) => room.startsWith(bound.slice(0, -2));
  if (!bound.endsWith("/*")) return (room) => room === bound;
  return (room) => room.startsWith(bound.slice(0, -1)) && !room.slice(bound.length - 1).includes("/");
}
