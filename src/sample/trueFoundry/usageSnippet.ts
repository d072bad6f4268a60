import type { ItemKind } from "../repos/repoRecords";

/** Python that downloads a version with the vendor's library. */
export function usageSnippet(kind: ItemKind, fqn: string): string {
  const variable = `${kind}_version`;
  return `from truefoundry.ml import get_client

client = get_client()

${variable} = client.get_${variable}_by_fqn(
    fqn="${fqn}"
)

# download the files to disk
download_info = ${variable}.download(path="./${kind}")
print(download_info)
`;
}
