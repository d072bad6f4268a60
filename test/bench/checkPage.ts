import { parseWire } from "../../src/sources/shared/parseWire";
import { runSchema } from "../../src/sources/modelLab/wire/runWire";
import { listSchema } from "../../src/sources/modelLab/wire/wire";
import { timeRivals } from "./measure";
import { fetchRunsText, fetchSweepId } from "./sampleTarget";

/** What it costs to check a page of 100 runs and to keep only what rows need. */
async function main(): Promise<void> {
  const text = await fetchRunsText(await fetchSweepId());
  const schema = listSchema(runSchema);
  const rivals = {
    ours: () => parseWire(schema, JSON.parse(text)),
    other: () => JSON.parse(text) as unknown,
  };
  const time = await timeRivals(rivals, { warmUps: 20, runs: 101 });
  console.log(JSON.stringify({ time, bytes: Buffer.byteLength(text) }));
}

void main();
