/** The view of a system. */
export function viewIdOf(systemId: string): string {
  return `mlArtifacts.${systemId}`;
}

/** The context key of a system's state: "unset", "signedOut", "ready", "misconfigured", or "starting". */
export function stateKeyOf(systemId: string): string {
  return `mlArtifacts.${systemId}.state`;
}

/** "Refresh" in the title of a system's view. */
export function refreshCommandOf(systemId: string): `mlArtifacts.${string}.refresh` {
  return `mlArtifacts.${systemId}.refresh`;
}
