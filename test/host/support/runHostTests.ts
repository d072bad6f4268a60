/**
 * node --import tsx runHostTests.ts [--grep <pattern>]: runs the bundled host tests in the extension host of a fresh VS Code,
 * shows what they print, and fails when VS Code ends or falls silent before they are through.
 */
import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../support/vscodeBrowser";
import { VsCodeProfile } from "../../support/vscodeProfile";
import { VsCodeServer, WITHOUT_KEYS } from "../../support/vscodeServer";
import { ROOT } from "../../support/vscodeTools";
import { RecordTail } from "./recordTail";

const SILENCE_LIMIT_MS = 300_000;
const POLL_MS = 100;

async function main(): Promise<void> {
  const { grep } = parseArgs({ options: { grep: { type: "string" } } }).values;
  const { TEST_RECORD: record = join(ROOT, `out/record-host-${process.pid}.jsonl`) } = process.env;
  const profile = new VsCodeProfile();
  const env = { ...WITHOUT_KEYS, TEST_RECORD: record, ...(grep === undefined ? {} : { TEST_GREP: grep }) };
  const server = await VsCodeServer.start({ profile, env, isForTests: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(server.testRunUrl({ extension: ROOT, script: join(ROOT, "out/test/host/hostRunner.js") }));
    await follow(new RecordTail(record), server, page);
  } finally {
    await browser.close();
    await server.stop();
    profile.remove();
  }
}

/** The reporter writes its summary before it records the end. */
async function follow(tail: RecordTail, server: VsCodeServer, page: Page): Promise<void> {
  const crash = { seen: false };
  page.on("crash", () => (crash.seen = true));
  while (!tail.hasEnded) {
    for (const text of tail.read()) console.log(text);
    if (!server.isRunning || crash.seen) throw new Error("VS Code ended before its tests did.");
    if (tail.silentMs > SILENCE_LIMIT_MS) throw new Error(`VS Code fell silent:\n${server.readLogs().slice(-4000)}`);
    await setTimeout(POLL_MS);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
