import type { SidebarView } from "./sidebarView";
import type { ListRow } from "./virtualList";

/** Rows to try under one row before turning back. */
const TRIES = 5;
/** Project, run, directory: files below that show the whole of the tree. */
const FILE_LEVEL = 4;

/**
 * Opens the tree from a project through a run and a directory until files show. Returns the names on the way, or undefined
 * when there is no such way among the first rows.
 */
export async function expandToFiles(view: SidebarView): Promise<string[] | undefined> {
  const projects = await view.waitForRows((rows) => rows.some((row) => row.isExpanded !== undefined), "projects");
  return tryEach(view, [], projects);
}

async function tryEach(view: SidebarView, above: readonly string[], rows: readonly ListRow[]) {
  const candidates = rows.filter((row) => row.level === above.length + 1 && row.isExpanded !== undefined);
  // The project's own listing has directories, but no runs.
  const runsFirst = candidates.filter((row) => !/project artifacts/i.test(row.name));
  for (const { name } of runsFirst.slice(0, TRIES)) {
    const found = await tryOne(view, [...above, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function tryOne(view: SidebarView, path: readonly string[]): Promise<string[] | undefined> {
  await view.expand(path);
  const { index } = await view.row(path);
  const rows = (await view.rows()).filter((row) => row.index > index);
  if (rows.some((row) => row.isFile && row.level >= FILE_LEVEL && row.level === path.length + 1)) return [...path];
  const found = path.length < FILE_LEVEL ? await tryEach(view, path, rows) : undefined;
  if (found === undefined) await view.collapse(path);
  return found;
}
