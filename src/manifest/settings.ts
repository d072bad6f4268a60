/** Settings that belong to no system. */
export const SETTINGS = {
  /** In MB. */
  maxFileSize: "mlArtifacts.files.maxSize",
  liveEnabled: "mlArtifacts.live.enabled",
  /** In seconds. */
  liveInterval: "mlArtifacts.live.interval",
  /** At once, of one download. */
  downloadConnections: "mlArtifacts.downloads.connections",
  enterOpensPage: "mlArtifacts.rows.enterOpensPage",
  areLinksShown: "mlArtifacts.links.enabled",
  agentsEnabled: "mlArtifacts.agents.enabled",
  agentsAllowed: "mlArtifacts.agents.allowed",
  /** True or false by the ids of systems. */
  agentSystems: "mlArtifacts.agents.systems",
  agentProjects: "mlArtifacts.agents.projects",
  agentServer: "mlArtifacts.agents.server",
  agentEditorAccess: "mlArtifacts.agents.editorAccess",
} as const;
