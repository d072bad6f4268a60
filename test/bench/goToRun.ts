import { timeRivals } from "./measure";
import { connect, fetchUntil, listedRun, revealRun, takeRequestCount } from "./sampleTarget";

/** As many pages as someone would load who looks for a run of last week: 20 of 940. */
const PAGE = 20;

/** A run far down a list of 100,000, by its ID and by its name, beside paging through the list until it is there. */
async function main(): Promise<void> {
  const wanted = await listedRun(PAGE);
  const source = connect();
  const requests = { byId: 0, byName: 0, other: 0 };
  const counted = async (kind: keyof typeof requests, work: () => Promise<void>) => {
    await takeRequestCount();
    await work();
    requests[kind] = await takeRequestCount();
  };
  const other = () => counted("other", () => fetchUntil(wanted));
  const byId = () => counted("byId", () => revealRun(source, wanted, "id"));
  const byName = () => counted("byName", () => revealRun(source, wanted, "name"));
  const repetitions = { warmUps: 0, runs: 1 };
  const id = await timeRivals({ ours: byId, other }, repetitions);
  const name = await timeRivals({ ours: byName, other }, repetitions);
  console.log(JSON.stringify({ id, name, requests }));
  source.dispose();
}

void main();
