import { fork } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../setup/places.mjs";
import { readSuiteResult } from "./suiteResult.mjs";

const FOLDER = "test/ui";
const LIMIT_MS = 20 * 60_000;

/** The files of window tests as jobs, the longest first: what starts last should not take longest. */
export async function windowJobs({ grep } = {}) {
  const names = (await readdir(join(ROOT, FOLDER))).filter((name) => name.endsWith(".test.ts"));
  const files = await Promise.all(
    names.map(async (name) => ({ file: `${FOLDER}/${name}`, size: (await stat(join(ROOT, FOLDER, name))).size })),
  );
  files.sort((a, b) => b.size - a.size);
  const workers = new WindowWorkers();
  const jobs = files.map(
    ({ file }) =>
      (slot) =>
        workers.run(slot, file, grep),
  );
  return { jobs, close: () => workers.close() };
}

/** A process for each slot, which keeps what its files can share. */
class WindowWorkers {
  #workers = new Map();

  async run(slot, file, grep) {
    const record = join(ROOT, `out/record-${file.replaceAll("/", "-")}-${process.pid}.jsonl`);
    const start = Date.now();
    const { exitCode, output } = await this.#send(slot, { file, record, grep });
    const text = await readFile(record, "utf8").catch(() => "");
    await rm(record, { force: true });
    const result = readSuiteResult(text, { exitCode, isFiltered: grep !== undefined });
    const isEmpty = grep !== undefined && result.passed + result.failed + result.pending === 0;
    return { name: file, ms: Date.now() - start, output, isEmpty, ...result };
  }

  close() {
    // The browser's driver holds up a gentler end; servers and browsers go with the process that started them.
    for (const { worker } of this.#workers.values()) worker.kill("SIGKILL");
  }

  /** Resolves with how a file's tests ended; a worker that dies or hangs has no exit code, and is replaced. */
  async #send(slot, message) {
    const { worker, died } = this.#workerOf(slot);
    const timer = setTimeout(() => worker.kill("SIGKILL"), LIMIT_MS);
    worker.send(message);
    const answer = await Promise.race([once(worker, "message").then(([value]) => value), died]);
    clearTimeout(timer);
    if (answer !== undefined) return answer;
    this.#workers.delete(slot);
    return { exitCode: null, output: `${message.file}: its process ended or was too slow.\n` };
  }

  #workerOf(slot) {
    const running = this.#workers.get(slot);
    if (running !== undefined) return running;
    const worker = fork(join(import.meta.dirname, "windowWorker.mjs"), {
      cwd: ROOT,
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const known = { worker, died: once(worker, "exit").then(() => undefined) };
    this.#workers.set(slot, known);
    return known;
  }
}
