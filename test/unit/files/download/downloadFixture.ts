import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DownloadSummary, JobOptions } from "../../../../src/files/download/downloadJob";
import { runDownload } from "../../../../src/files/download/downloadJob";
import { NodeTarget } from "../../../../src/files/download/disk/nodeTarget";
import type { SiteRef } from "../../../../src/sources/contract/siteRef";
import { partFileName, partNameOf } from "../../../../src/files/download/disk/partName";
import { FakeClock } from "../../../support/fakeClock";
import { ScriptedFiles } from "./scriptedFiles";
import type { ExistingFiles } from "../../../../src/files/download/part/partContext";
import type { DownloadItem } from "../../../../src/files/download/part/downloadItem";

/** Where its files are said to come from. */
export const ORIGIN: SiteRef = { systemId: "modelLab", site: "test" };

/** A folder of its own on the local disk, and a made-up system. */
export class DownloadFixture {
  readonly files = new ScriptedFiles();
  readonly clock = new FakeClock();
  existing: ExistingFiles = "skip";
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<DownloadFixture> {
    return new DownloadFixture(await mkdtemp(join(tmpdir(), "download-")));
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  /** As after a restart: with a target that knows of nothing but the disk. */
  async run(items: readonly DownloadItem[], overrides: Partial<JobOptions> = {}): Promise<DownloadSummary> {
    const { files, clock, existing } = this;
    const signal = new AbortController().signal;
    return await runDownload(items, {
      files,
      clock,
      existing,
      signal,
      origin: ORIGIN,
      target: new NodeTarget(this.folder),
      ...overrides,
    });
  }

  /** The name of a file's part, below the folder. */
  partOf(item: Pick<DownloadItem, "place" | "path">, origin = ORIGIN): string {
    const { path, mark } = partNameOf(item, origin);
    return join(...path.slice(0, -1), partFileName(path.at(-1) ?? "", mark));
  }

  async names(): Promise<readonly string[]> {
    return (await readdir(this.folder, { recursive: true })).sort();
  }

  async hash(...path: string[]): Promise<string> {
    return hashOf(await readFile(join(this.folder, ...path)));
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
