import { withoutSignatures } from "../../text/withoutSignatures";
import type { PanelContent } from "../contract/panelContent";
import { runFacts } from "./rows/details";
import { runRowIds } from "./rows/rowIds";
import { iconOf, latestOf, runAbilities, runDetail } from "./rows/runRows";
import { statusWord } from "./rows/runStatus";
import type { Run } from "./wire/model";

/** A run as its page. The repo's name stands in the run's qualified one. */
export function runContent(scope: string, run: Run, stuckSince?: number): PanelContent {
  const [, repoName] = /^[^/]+\/([^/]+)\//.exec(run.fqn) ?? [];
  return {
    noun: "Run",
    title: run.name,
    above: repoName === undefined ? [] : [repoName],
    status: { text: statusWord(run), icon: iconOf(run, { stuckSince }) },
    summary: runDetail(run, { stuckSince }),
    description: run.description,
    facts: runFacts(run).filter(({ label }) => label !== "Status"),
    tags: run.tags,
    links: [],
    params: run.params.map(({ key, value }) => ({ key, value: withoutSignatures(value) })),
    metrics: latestOf(run),
    tables: [],
    charts: [],
    texts: [],
    rowIds: run.repoId === "" ? [] : runRowIds(scope, run.repoId, run.id),
    abilities: runAbilities(run),
    problems: [],
  };
}
