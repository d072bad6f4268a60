/** A manifest as it was given, laid out to be read, without what could let somebody in. */
export function manifestText(manifest: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    manifest,
    (_, value: unknown) => (typeof value === "string" ? withoutSignatures(value) : value),
    2,
  );
}

/**
 * The query of an address may be a signature, and what stands before its host a password: neither is shown. Both patterns
 * begin at a mark that ends them, too, so that they take linear time on any text.
 */
export function withoutSignatures(text: string): string {
  return text.replace(/:\/\/[^\s/?#"'<>]*@/g, "://").replace(/[?#](?<=\bhttps?:\/\/[^\s?#"'<>]+.)[^\s"'<>]*/gi, "?…");
}
