import { OpenTable } from "../../../src/runTable/openTable";
import { EMPTY_LAYOUT } from "../../../src/runTable/tableLayout";
import type { FilterValues } from "../../../src/sources/contract/entryFilter";
import { ConnectedSample, TreeWalk } from "../../support/connectedSample";

/** The sample's project with 1,200 runs. */
export const SWEEP = "sweeps/qwen3-4b-lora-grid";

/** A sample server for the tests of a `describe`, and tables of its projects. */
export function useSampleTables() {
  let sample: ConnectedSample;
  before("start the server", async () => (sample = await ConnectedSample.start()));
  after("stop the server", () => sample.close());

  const openTable = async (project: string, values: FilterValues = {}) => {
    const source = sample.connect("modelLab");
    const { entry } = await new TreeWalk(source).open([project]);
    sample.takeRequests();
    const seen: number[] = [];
    const open: OpenTable = new OpenTable({
      source,
      tables: source.runTables!,
      entry,
      values,
      layout: EMPTY_LAYOUT,
      onDidChange: () => seen.push(open.table.data.size),
    });
    return { open, seen, source };
  };
  return { sample: () => sample, openTable };
}
