import type { ItemKind, VersionRecord } from "../repos/repoRecords";
import type { RepoStock } from "../repos/repoStock";
import { countInput } from "../server/jsonInput";
import { textParam } from "./listPage";
import { itemFqn, runIdOf, stepOf, versionFqn } from "./shapes";

type VersionTest = (version: VersionRecord) => boolean;

/** All filters of a list of versions at once. Those that may be repeated let any of their values through. */
export function hasWantedVersion(stock: RepoStock, kind: ItemKind, query: URLSearchParams): VersionTest {
  const tests: VersionTest[] = [
    when(textParam(query, "tag"), (tag, version) => stock.tagsOf(version).includes(tag)),
    when(textParam(query, "fqn"), (fqn, version) => versionFqn(version) === fqn || itemFqn(version.item) === fqn),
    when(textParam(query, `${kind}_id`), (id, { item }) => item.id === id),
    when(textParam(query, "ml_repo_id"), (id, { item }) => item.repo.id === id),
    when(textParam(query, "name"), (name, { item }) => item.name === name),
    when(versionParam(query), (wanted, { number, item }) =>
      wanted === "latest" ? number === item.versions.length : number === wanted,
    ),
    when(listParam(query, "run_ids"), (ids, version) => ids.includes(runIdOf(version) ?? "")),
    when(stepsParam(query), (steps, version) => steps.includes(stepOf(version) ?? -1)),
  ];
  return (version) => tests.every((test) => test(version));
}

function when<T>(wanted: T | undefined, test: (wanted: T, version: VersionRecord) => boolean): VersionTest {
  return (version) => wanted === undefined || test(wanted, version);
}

function versionParam(query: URLSearchParams): number | "latest" | undefined {
  const text = textParam(query, "version");
  return text === undefined || text === "latest" ? text : countInput(text, ["query", "version"]);
}

function listParam(query: URLSearchParams, name: string): readonly string[] | undefined {
  const values = query.getAll(name).filter((value) => value !== "");
  return values.length === 0 ? undefined : values;
}

function stepsParam(query: URLSearchParams): readonly number[] | undefined {
  return listParam(query, "run_steps")?.map((step, index) => countInput(step, ["query", "run_steps", index]));
}
