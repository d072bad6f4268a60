import { timeRivals } from "./measure";
import { connect, fetchProjects, treeOf } from "./sampleTarget";

/** The first page of projects, once everything is loaded and connected. */
async function main(): Promise<void> {
  const source = connect();
  const ours = () => treeOf(source).children(undefined);
  const time = await timeRivals({ ours, other: fetchProjects }, { warmUps: 10, runs: 101 });
  console.log(JSON.stringify({ time }));
  source.dispose();
}

void main();
