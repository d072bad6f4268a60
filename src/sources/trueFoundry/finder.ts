import type { FindGroup, Found, SourceFinder } from "../contract/finder";
import type { TrueFoundryClient } from "./wire/client";
import type { TrueFoundryEntry } from "./rows/entries";
import { parseFqn, parseIdAddress } from "./addresses";
import type { Artifact, ArtifactType, MlRepo } from "./wire/model";
import { artifactEntry, repoEntry } from "./rows/rows";
import type { CallOptions } from "../contract/entry";

const PAGE_SIZE = 10;

/** ML repos, models and artifacts. The service takes whole names: a part of one finds nothing there. */
export function trueFoundryFinder(client: TrueFoundryClient): SourceFinder<TrueFoundryEntry> {
  const repos: FindGroup = {
    noun: "ML repos",
    find: async (name, options) => {
      const { items, total } = await client.listRepos({ name, limit: PAGE_SIZE }, options);
      return { items: items.map(foundRepo), total };
    },
  };
  const items = (type: ArtifactType, noun: string): FindGroup => ({
    noun,
    find: async (name: string, options: CallOptions) => {
      const page = await client.listArtifacts(type, { name, limit: PAGE_SIZE }, options);
      return { items: page.items.flatMap(foundArtifact), total: page.total };
    },
  });
  return {
    groups: [repos, items("model", "models"), items("artifact", "artifacts")],
    examples: [
      { what: "a fully qualified name", example: "model:tenant/repo/name:3, …:latest" },
      { what: "an ID", example: "model-version/…, artifact/…" },
    ],
    read: (text) => (parseFqn(text) === undefined ? parseIdAddress(text) : text.trim()),
  };
}

function foundRepo(repo: MlRepo): Found {
  const { name, detail, icon } = repoEntry("", repo);
  return { name, detail, icon, address: `ml-repo/${repo.id}` };
}

/** One without its qualified name can't be led to. */
function foundArtifact(artifact: Artifact): readonly Found[] {
  const { name, detail, icon } = artifactEntry("", artifact);
  const [, , repo] = /^[^:]+:([^/]+)\/([^/]+)\//.exec(artifact.fqn) ?? [];
  const place = repo === undefined ? [] : [repo];
  return artifact.fqn === "" ? [] : [{ name, detail: [...place, ...detail], icon, address: artifact.fqn }];
}
