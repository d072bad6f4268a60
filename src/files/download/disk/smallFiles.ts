import { randomUUID } from "node:crypto";
import { lstat, open, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { giveName } from "./giveName";
import { SILENT_MS } from "./heartbeat";
import { partFileName } from "./partName";

/** What a small file is called for the moment that it is written: a name of its own, which no other download uses. */
const TEMPORARY = /\.[\da-f]{12}\.[\da-f]{8}\.mlpart$/;

/** Writes a file in one go, whole or not at all. False when its name is taken and nothing may be replaced. */
export async function writeSmallFile(
  final: string,
  { bytes, mark, isReplacing }: { readonly bytes: Uint8Array; readonly mark: string; readonly isReplacing: boolean },
): Promise<boolean> {
  const name = partFileName(basename(final), `${mark}.${randomUUID().slice(0, 8)}`);
  const temporary = join(dirname(final), name);
  let isNamed = false;
  try {
    const handle = await open(temporary, "wx", 0o666);
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    isNamed = await giveName(temporary, final, isReplacing);
    return isNamed;
  } finally {
    if (!isNamed) {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

/** The names of parts in a directory. Removes what processes left that were killed while they wrote a small file. */
export async function partsIn(directory: string): Promise<ReadonlySet<string>> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".mlpart"));
  const old = names.filter((name) => TEMPORARY.test(name)).map((name) => join(directory, name));
  await Promise.all(old.map(removeIfOld));
  return new Set(names);
}

async function removeIfOld(file: string): Promise<void> {
  try {
    const found = await lstat(file);
    if (Date.now() - found.mtimeMs > SILENT_MS) {
      await rm(file, { force: true });
    }
  } catch {
    // Another download has removed it.
  }
}
