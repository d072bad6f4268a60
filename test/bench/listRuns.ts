import { timeRivals, weighRivals } from "./measure";
import { connect, fetchRuns, fetchSweepId, listRuns, projectRow, treeOf } from "./sampleTarget";

/** All 1,200 runs of a project, 12 pages: how long until they are there, and what they weigh on the heap. */
async function main(): Promise<void> {
  const source = connect();
  const project = await projectRow(treeOf(source));
  const projectId = await fetchSweepId();
  const rivals = {
    // A new tree each time, over the same connections, as fetch keeps its own.
    ours: async () => {
      const tree = treeOf(source);
      await listRuns(tree, project);
      return tree;
    },
    other: () => fetchRuns(projectId),
  };
  const time = await timeRivals(rivals, { warmUps: 1, runs: 9 });
  const heap = await weighRivals(rivals, 5);
  console.log(JSON.stringify({ time, heap }));
  source.dispose();
}

void main();
