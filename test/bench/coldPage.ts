import { connect, fetchProjects, treeOf } from "./sampleTarget";

/** `coldPage ours|other`: the first page of projects in a process that has sent nothing before, HTTP library included. */
async function main(): Promise<void> {
  const isOurs = process.argv[2] === "ours";
  const start = performance.now();
  const source = isOurs ? connect() : undefined;
  const rows = source === undefined ? await fetchProjects() : await treeOf(source).children(undefined);
  const ms = performance.now() - start;
  if (rows.length < 10) {
    throw new Error(`Only ${rows.length} projects were listed.`);
  }
  console.log(JSON.stringify({ ms }));
  source?.dispose();
}

void main();
