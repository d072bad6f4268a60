/** The view of what agents asked. */
export const AGENTS_VIEW = "mlArtifacts.agents";

/** Begins the names of the tools for agents, before the verb. */
export const TOOL_PREFIX = "mlArtifacts_";

/** Offers the server for agents to VS Code itself. */
export const MCP_PROVIDER = "mlArtifacts.agents";
