import { Uri, workspace } from "vscode";
import type { FileCurves } from "../../files/curves/fileCurves";
import type { FoundSeries } from "../../files/curves/runSeries";
import { addressUri, FILE_SCHEME, parseAddress } from "../../files/fileSystem/fileAddress";
import { openRange } from "../../files/preview/openRange";
import type { SourcePool } from "../../host/site/sourcePool";
import type { CallOptions } from "../../sources/contract/entry";
import type { PanelAddress } from "../../sources/contract/panelContent";
import type { ByteRange, FileContent } from "../../sources/contract/sourceFiles";
import type { FoundCurves, RunCurvesReader } from "./curvesReader";

/** Stands in the place of a system for files that none has. */
const NO_SYSTEM = "file";
/** One that was not written to for so long will not grow. */
const GROWS_MS = 3_600_000;

/** Names a file as panels name what they show: one of a system by its place, and another by its URI. */
export function curvesAddress(uri: Uri): PanelAddress {
  const address = parseAddress(uri);
  return address === undefined
    ? { systemId: NO_SYSTEM, site: uri.scheme, place: [uri.toString()] }
    : { systemId: address.systemId, site: address.site, place: address.place };
}

/** False for a file of the disk, or of another file system of the editor's. */
export function isOfSystem({ systemId }: PanelAddress): boolean {
  return systemId !== NO_SYSTEM;
}

export function curvesUri({ systemId, site, place }: PanelAddress): Uri {
  return systemId === NO_SYSTEM ? Uri.parse(place[0] ?? "", true) : addressUri({ systemId, site, place });
}

/** Opens the curves of a file; sends nothing. */
export function openFileCurves(pool: SourcePool, address: PanelAddress): RunCurvesReader {
  let curves: FileCurves | undefined;
  return {
    read: async (options) => {
      const module = await import("../../files/curves/fileCurves");
      curves ??= new module.FileCurves(fileOptions(pool, address));
      const onPart = (soFar: FoundSeries, progress: string) => options.onPart(foundCurves(soFar), progress);
      return foundCurves(await curves.read({ signal: options.signal, onPart }));
    },
  };
}

function foundCurves(found: FoundSeries): FoundCurves {
  return { ...found, looked: "it holds no numbers at steps, epochs or times" };
}

function fileOptions(pool: SourcePool, address: PanelAddress): ConstructorParameters<typeof FileCurves>[0] {
  const uri = curvesUri(address);
  return {
    name: uri.path.slice(uri.path.lastIndexOf("/") + 1),
    open: (range, options) => openFile(uri, range ?? { start: 0 }, { pool, ...options }),
    isGoing: (options) => (uri.scheme === FILE_SCHEME ? isChanging(pool, address, options) : wasWritten(uri)),
  };
}

/** Files of the disk and of the systems are read by ranges, and others whole, as VS Code gives them. */
async function openFile(
  uri: Uri,
  range: ByteRange,
  options: CallOptions & { readonly pool: SourcePool },
): Promise<FileContent> {
  if (uri.scheme === "file" || uri.scheme === FILE_SCHEME) {
    return openRange(uri, range, options);
  }
  const bytes = await workspace.fs.readFile(uri);
  return { start: 0, size: bytes.length, body: inOne(bytes) };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}

async function isChanging(pool: SourcePool, address: PanelAddress, options: CallOptions): Promise<boolean> {
  const files = await pool.filesOf(address);
  const [changes] = (await files.changing?.([address.place], options)) ?? [];
  return changes === true;
}

async function wasWritten(uri: Uri): Promise<boolean> {
  const { mtime } = await workspace.fs.stat(uri);
  return mtime > Date.now() - GROWS_MS;
}
