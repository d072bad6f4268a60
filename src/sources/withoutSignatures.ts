/**
 * The query of an address may be a signature, and what stands before its host a password: neither is shown. Both patterns
 * begin at a mark that ends them, too, so that they take linear time on any text.
 */
export function withoutSignatures(text: string): string {
  return text.replace(/:\/\/[^\s/?#"'<>]*@/g, "://").replace(/[?#](?<=\bhttps?:\/\/[^\s?#"'<>]+.)[^\s"'<>]*/gi, "?…");
}
