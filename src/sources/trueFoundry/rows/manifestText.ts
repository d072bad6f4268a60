import { layOutJson } from "../../../text/jsonText";
import { withStrings } from "../../../text/rawJson";
import { withoutSignatures } from "../../../text/withoutSignatures";

/** A manifest as it was given, laid out to be read, without what could grant access. One that nests too deeply keeps its lines. */
export function manifestText(manifest: string): string {
  const safe = withStrings(manifest, withoutSignatures);
  return layOutJson(safe) ?? safe;
}
