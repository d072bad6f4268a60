import type { DownloadTarget } from "../disk/downloadTarget";
import type { DownloadItem } from "../part/downloadItem";
import type { TakenDownload } from "./downloadLedger";

/** With those files again that came, but that a loss of power has taken from the disk or cut short: not all are synced. */
export async function withLost(taken: TakenDownload, target: DownloadTarget): Promise<TakenDownload> {
  const lost: DownloadItem[] = [];
  for (const { item, name, size } of taken.doubtful) {
    const found = await target.stat([...item.path.slice(0, -1), name]).catch(() => undefined);
    if (found?.kind !== "file" || found.size < size) {
      lost.push(item);
    }
  }
  const { download, doneFiles } = taken;
  return {
    ...taken,
    download: { ...download, items: [...download.items, ...lost] },
    doneFiles: doneFiles - lost.length,
  };
}
