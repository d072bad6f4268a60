import type { Uri } from "vscode";
import { window } from "vscode";
import type { SourcePool } from "../../host/site/sourcePool";
import { seriesFormatOf } from "../../series/seriesFile";
import type { ExplorerView } from "../../tree/explorerView";
import { holdsCurves } from "../../tree/model/row";
import type { ArgumentsOf } from "../shared/commandArguments";
import type { COMMANDS } from "../../manifest/commands";
import { rowUri } from "../shared/rowAddress";
import { selectedRows, targetRows } from "../shared/rowTargets";

interface CurvesFilesOptions {
  readonly views: readonly ExplorerView[];
  readonly pool: SourcePool;
}

/** The files that "Open as Curves" is for: those it was called on, else the selected rows, else the editor's, else those the user picks. */
export async function curvesFiles(
  { rows, files }: ArgumentsOf<typeof COMMANDS.openAsCurves>,
  { views, pool }: CurvesFilesOptions,
): Promise<readonly Uri[]> {
  const named = files.filter(isCurvesFile);
  if (named.length > 0) {
    return named;
  }
  const shown = window.activeTextEditor?.document.uri;
  const areRowsMeant = rows.length > 0 || selectedRows(views).some(holdsCurves);
  if (!areRowsMeant && shown !== undefined && isCurvesFile(shown)) {
    return [shown];
  }
  const none = "No file with curves is loaded.";
  const chosen = await targetRows(views, rows, { accepts: holdsCurves, title: "Open as Curves", none });
  return chosen.flatMap((row) => rowUri(row, pool) ?? []);
}

function isCurvesFile({ path }: Uri): boolean {
  return seriesFormatOf(path.slice(path.lastIndexOf("/") + 1)) !== undefined;
}
