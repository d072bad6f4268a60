import type { CallOptions, Entry } from "../../sources/contract/entry";
import type { FilterField, FilterValues } from "../../sources/contract/entryFilter";
import type { ArtifactSource } from "../../sources/contract/source";
import { parseFilter } from "../../sources/filter/parseFilter";
import { AskFailure } from "../target/askFailure";
import { quoted } from "../answer/shownText";

/** The values of a filter as it is typed: `status:failed learning_rate:>0.001 tag:team:nlp`. @throws AskFailure for one that can't be read. */
export async function agentFilter(
  source: ArtifactSource,
  entry: Entry | undefined,
  text: string,
  options: CallOptions,
): Promise<FilterValues> {
  const fields = source.filter?.fields(entry) ?? [];
  if (text.trim() === "") {
    return {};
  }
  if (fields.length === 0) {
    throw new AskFailure("This listing can't be filtered by the service: leave filter and text out.");
  }
  const open = parseFilter(text, { fields, isIncomplete: true });
  const keys = open.undecided.length === 0 ? {} : await knownKeys(source, entry, fields, options);
  const { values, problems } = parseFilter(text, { fields, keys });
  if (problems.length > 0) {
    throw new AskFailure(`Could not read the filter ${quoted(text)}: ${problems.join("; ")}. ${filterHelp(fields)}`);
  }
  return values;
}

/** Says what a listing can be narrowed by, in the form that it is typed in. */
export function filterHelp(fields: readonly FilterField[]): string {
  const forms = fields.map(({ id, kind, example, choices }) => {
    const values = (choices ?? []).map(({ value }) => value).join(",");
    return kind === "flag" ? `is:${id}` : (example ?? (values === "" ? `${id}:…` : `${id}:${values}`));
  });
  return forms.length === 0 ? "" : `Filter by: ${forms.join(" ")}`;
}

/** The keys of the pairs that the service has, which tell if `team:nlp` is a tag or a parameter. */
async function knownKeys(
  { filter }: ArtifactSource,
  entry: Entry | undefined,
  fields: readonly FilterField[],
  options: CallOptions,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const pairs = fields.filter(({ kind, isSuggested }) => kind === "pairs" && isSuggested === true);
  const keys = pairs.map(async ({ id }) => {
    const suggested = await filter?.suggest?.(entry, { field: id }, options);
    return [id, (suggested?.choices ?? []).map(({ value }) => value)] as const;
  });
  return Object.fromEntries(await Promise.all(keys));
}
