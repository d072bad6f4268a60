import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runDownload } from "../../src/files/download/downloadJob";
import { planDownload } from "../../src/files/download/downloadPlan";
import type { Claim, PartWriter, SmallFiles, TargetFacts } from "../../src/files/download/disk/downloadTarget";
import type { LocalPath } from "../../src/files/download/disk/localNames";
import { NodeTarget } from "../../src/files/download/disk/nodeTarget";
import type { PartName } from "../../src/files/download/disk/partName";
import { dice, hostileName } from "../unit/files/download/hostileNames";
import { ScriptedFiles } from "../unit/files/download/scriptedFiles";

const COUNT = 1000;

/** A disk that knows no case: what is written by one name is found by all that differ in nothing else. */
class FoldingTarget extends NodeTarget {
  override get small(): SmallFiles {
    const own = super.small;
    return {
      prepare: (part) => own.prepare(foldedPart(part)),
      write: (path, options) => own.write(folded(path), options),
      holds: (path, bytes) => own.holds(folded(path), bytes),
    };
  }

  override stat(path: LocalPath): Promise<TargetFacts | undefined> {
    return super.stat(folded(path));
  }

  override makeDirectory(path: LocalPath): Promise<void> {
    return super.makeDirectory(folded(path));
  }

  override claimPart(part: PartName): Promise<Claim> {
    return super.claimPart(foldedPart(part));
  }

  override partSize(part: PartName): Promise<number | undefined> {
    return super.partSize(foldedPart(part));
  }

  override async openPart(part: PartName, offset: number): Promise<PartWriter> {
    const writer = await super.openPart(foldedPart(part), offset);
    const [publish, equals] = [writer.publish.bind(writer), writer.equals.bind(writer)];
    writer.publish = (final, options) => publish(folded(final), options);
    writer.equals = (final) => equals(folded(final));
    return writer;
  }

  override removeNote(part: PartName): Promise<void> {
    return super.removeNote(foldedPart(part));
  }

  override removePart(part: PartName): Promise<void> {
    return super.removePart(foldedPart(part));
  }
}

function foldedPart({ path, mark }: PartName): PartName {
  return { path: folded(path), mark };
}

/** Letter by letter, as disks do: no name grows. */
function folded(path: LocalPath): LocalPath {
  const fold = (letter: string): string => {
    const small = letter.toLowerCase();
    return Buffer.byteLength(small) === Buffer.byteLength(letter) ? small : letter;
  };
  return path.map((name) => Array.from(name, fold).join(""));
}

describe("1,000 files with hostile paths", () => {
  for (const [what, Target, seed] of [
    ["a disk", NodeTarget, 4],
    ["a disk that knows no case", FoldingTarget, 5],
  ] as const) {
    it(`are written to ${what}, each with its own bytes and none outside of the folder`, async () => {
      const random = dice(seed);
      const files = new ScriptedFiles();
      while (files.paths.size < COUNT) {
        const place = Array.from({ length: 1 + Math.floor(random() * 4) }, () => hostileName(random));
        files.add(place, { bytes: Buffer.from(JSON.stringify(place)) });
      }
      const parent = await mkdtemp(join(tmpdir(), "hostile-"));
      const folder = join(parent, "deep", "chosen");
      await mkdir(folder, { recursive: true });
      const signal = new AbortController().signal;
      const facts = { isDirectory: true };
      const { items } = await planDownload([{ place: [], name: "..", facts }], { files, signal });
      const origin = { systemId: "modelLab", site: "test" };
      const target = new Target(folder);
      const { failed } = await runDownload(items, { files, origin, target, existing: "add", signal });
      assert.deepEqual(failed, []);
      assert.deepEqual([await readdir(parent), await readdir(join(parent, "deep"))], [["deep"], ["chosen"]]);
      const written = (await readdir(parent, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
      const places = await Promise.all(written.map((one) => readFile(join(one.parentPath, one.name), "utf8")));
      assert.deepEqual(places.sort(), [...files.paths.keys()].sort());
      await rm(parent, { recursive: true });
    });
  }
});
