import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SampleServer } from "../../../src/sample/sampleServer";
import { startSampleServer } from "../../../src/sample/sampleServer";
import recorded from "../fixtures/earlierProfile.json";
import { MemoryProfile } from "./memoryProfile";
import { TemporaryFolder } from "./temporaryFolder";

/** Those of the server that the profile was written at. */
const KEYS = {
  keys: { apiKey: "made-up-api-key", appKey: "made-up-application-key" },
  token: "made-up-token",
  registryToken: "made-up-registry-token",
};
/** So long ago that no window works on a download any more. */
const AGE_MS = 3_600_000;

interface Listing {
  readonly systemId: string;
  /** From the top down. */
  readonly ids: readonly string[];
}

interface Recorded {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly globalState: Readonly<Record<string, unknown>>;
  readonly workspaceState: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Files of the extension's own folder, by their paths. */
  readonly storage: Readonly<Record<string, string>>;
  /** Texts in the folder that was downloaded to, by their names. */
  readonly downloaded: Readonly<Record<string, string>>;
  /** The partial file beside them: the beginning of the file at a place. */
  readonly part: {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly place: readonly string[];
  };
  /** A row of each kind, with what leads to it: an address in its system, and that of a file. */
  readonly rows: readonly (Listing & {
    readonly kind: string;
    readonly address?: string;
    readonly uri?: string;
    readonly search?: { readonly mode: string; readonly text: string };
  })[];
  /** Listings with filters, and the names of all rows that they had. */
  readonly narrowed: readonly (Listing & {
    readonly values: Readonly<Record<string, readonly string[]>>;
    readonly names: readonly string[];
  })[];
  readonly addresses: readonly {
    readonly site: string;
    readonly name: string;
    readonly first?: number;
    readonly uri: string;
  }[];
  readonly files: readonly { readonly uri: string; readonly size: number }[];
}

/** A file of Model Lab's sample data, as a source gives it. */
interface SampleFile {
  readonly bytes: Uint8Array;
  readonly version: string | undefined;
}

type ReadSample = (place: readonly string[], server: SampleServer) => Promise<SampleFile>;

/**
 * The profile that the code of commit 4e930f8 has written: its stores, the parts of its commands, the rows of its sources and its
 * downloader, at a sample server with keys that are made up. Placeholders stand for the server's port and for the folder of
 * downloads, and for the version (ETag) of the file whose download was interrupted, which the sample server makes otherwise by now.
 */
export class EarlierProfile extends MemoryProfile {
  readonly server: SampleServer;
  readonly downloads = new TemporaryFolder();
  readonly recorded: Recorded;

  private constructor(server: SampleServer) {
    super();
    this.server = server;
    const text = JSON.stringify(recorded)
      .replaceAll("{port}", new URL(server.origin).port)
      .replaceAll("{folder}", this.downloads.uri.toString());
    this.recorded = JSON.parse(text) as Recorded;
  }

  static async open(read: ReadSample): Promise<EarlierProfile> {
    const profile = new EarlierProfile(await startSampleServer(KEYS));
    await profile.#fill(read);
    return profile;
  }

  async #fill(read: ReadSample): Promise<void> {
    const { globalState, workspaceState, secrets, storage } = this.recorded;
    Object.entries(globalState).forEach(([name, value]) => void this.memory.update(name, value));
    Object.entries(workspaceState).forEach(([name, value]) => void this.workspaceMemory.update(name, value));
    Object.entries(secrets).forEach(([name, value]) => void this.secrets.store(name, value));
    Object.entries(storage).forEach(([name, text]) => write(join(this.folder.path, name), text));
    this.#fillDownloads(await read(this.recorded.part.place, this.server));
  }

  #fillDownloads({ bytes, version }: SampleFile): void {
    const { downloaded, part } = this.recorded;
    for (const [name, text] of Object.entries(downloaded)) {
      write(join(this.downloads.path, name), text.replace("{version}", JSON.stringify(version)));
    }
    const beginning = bytes.subarray(0, part.bytes);
    const found = createHash("sha256").update(beginning).digest("hex");
    assert.equal(found, part.sha256, "the sample data gives the same bytes as when the part was downloaded");
    write(join(this.downloads.path, part.name), beginning);
  }

  /** Once the product is gone, which has the rest. */
  async close(): Promise<void> {
    this.downloads.remove();
    await this.server.close();
  }
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode: 0o600 });
  const writtenAt = new Date(Date.now() - AGE_MS);
  utimesSync(file, writtenAt, writtenAt);
}
