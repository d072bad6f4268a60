import { withoutSignatures } from "../../../text/withoutSignatures";

/** A manifest as it was given, laid out to be read, without what could grant access. */
export function manifestText(manifest: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    manifest,
    (_, value: unknown) => (typeof value === "string" ? withoutSignatures(value) : value),
    2,
  );
}
