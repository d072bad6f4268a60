const NAME = "ml-artifacts";

/** Where an agent finds the server. */
export interface McpPlace {
  readonly url: string;
  readonly token: string;
}

/** A client, and the server in its own format. */
interface ClientConfiguration {
  readonly id: string;
  /** As its users call it. */
  readonly client: string;
  /** Where the text goes. */
  readonly goesTo: string;
  readonly text: (place: McpPlace) => string;
}

/** The usual clients. */
export const CLIENT_CONFIGURATIONS: readonly ClientConfiguration[] = [
  {
    id: "claudeCode",
    client: "Claude Code",
    goesTo: "a terminal, once",
    text: ({ url, token }) =>
      `claude mcp add --scope user --transport http ${NAME} ${url} --header "Authorization: Bearer ${token}"`,
  },
  {
    id: "claudeCodeFile",
    client: "Claude Code (file)",
    goesTo: ".mcp.json of a project: don't commit it",
    text: (place) => json({ mcpServers: { [NAME]: { type: "http", ...serverOf(place) } } }),
  },
  {
    id: "cursor",
    client: "Cursor",
    goesTo: "~/.cursor/mcp.json",
    text: (place) => json({ mcpServers: { [NAME]: serverOf(place) } }),
  },
  {
    id: "vscode",
    client: "Visual Studio Code",
    goesTo: 'mcp.json, which "MCP: Open User Configuration" opens',
    text: (place) => json({ servers: { [NAME]: { type: "http", ...serverOf(place) } } }),
  },
  {
    id: "codex",
    client: "Codex",
    goesTo: "~/.codex/config.toml",
    text: ({ url, token }) =>
      [
        `[mcp_servers.${NAME}]`,
        `url = ${JSON.stringify(url)}`,
        `http_headers = { "Authorization" = ${JSON.stringify(`Bearer ${token}`)} }`,
      ].join("\n"),
  },
  {
    id: "other",
    client: "Another client",
    goesTo: "a client of streamable HTTP",
    text: ({ url, token }) => json({ name: NAME, transport: "streamable-http", url, headers: headersOf(token) }),
  },
];

function serverOf({ url, token }: McpPlace) {
  return { url, headers: headersOf(token) };
}

export function headersOf(token: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${token}` };
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
