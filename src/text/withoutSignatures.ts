/** How long the longest of "http" and "https" is. */
const WEB_SCHEME = 5;

/**
 * The query of an address may be a signature, and what stands before its host a password: neither is shown. A name alone is,
 * where it is none of the web's: `abfss://container@account`, `ssh://git@host`. Both patterns begin at a mark that ends them,
 * too, so that they take linear time on any text.
 */
export function withoutSignatures(text: string): string {
  const withoutNames = text.replace(/:\/\/([^\s/?#"'<>]*)@/g, (whole: string, name: string, at: number) =>
    name.includes(":") || /https?$/i.test(text.slice(Math.max(0, at - WEB_SCHEME), at)) ? "://" : whole,
  );
  return withoutNames.replace(/[?#](?<=\bhttps?:\/\/[^\s?#"'<>]+.)[^\s"'<>]*/gi, "?…");
}
