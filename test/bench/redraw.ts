import { treeItemOf } from "../../src/tree/treeItem";
import { timeRivals } from "./measure";
import { connect, listRuns, projectRow, treeOf } from "./sampleTarget";

/** Drawing 1,200 rows again from what is kept, beside listing them again, which a view that keeps nothing has to do. */
async function main(): Promise<void> {
  const source = connect();
  const tree = treeOf(source);
  const project = await projectRow(tree);
  await listRuns(tree, project);
  const options = { account: "bench", systemId: "modelLab", now: Date.now() };
  const ours = async () => (await tree.children(project)).map((row) => treeItemOf(row, options));
  const other = async () => (await listRuns(treeOf(source), project)).map((row) => treeItemOf(row, options));
  const time = await timeRivals({ ours, other }, { warmUps: 3, runs: 9 });
  console.log(JSON.stringify({ time }));
  source.dispose();
}

void main();
