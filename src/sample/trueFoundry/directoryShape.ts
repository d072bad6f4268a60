import type { DirectoryRecord } from "../repos/repoRecords";
import { isoTime } from "../server/isoTime";
import { directoryFqn, directoryKey, subjectShape } from "./shapes";

export function directoryShape(directory: DirectoryRecord): object {
  const { id, name, repo, owner, description, metadata, createdAt, updatedAt } = directory;
  return {
    id,
    ml_repo_id: repo.id,
    name,
    fqn: directoryFqn(directory),
    created_by_subject: subjectShape(owner),
    created_at: isoTime(createdAt),
    updated_at: isoTime(updatedAt),
    usage_code_snippet: usageSnippet(directoryFqn(directory)),
    manifest: {
      type: "data-dir",
      name,
      ml_repo: repo.name,
      description: description || undefined,
      metadata,
      source: { type: "truefoundry", uri: `${repo.bucket}/${directoryKey(directory)}` },
    },
  };
}

function usageSnippet(fqn: string): string {
  return `from truefoundry.ml import get_client

client = get_client()

data_directory = client.get_data_directory_by_fqn(
    fqn="${fqn}"
)

# download the files to disk
data_directory.download(path="./data")
`;
}
