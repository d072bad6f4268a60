/**
 * node --import tsx runHostTests.ts [--grep <pattern>]: runs the bundled host tests in the extension host of a fresh VS Code,
 * shows what they print, and fails when VS Code ends or falls silent before they are through.
 */
import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, CDPSession } from "playwright-core";
import { launchBrowser } from "../../support/vscodeBrowser";
import { VsCodeProfile } from "../../support/vscodeProfile";
import { VsCodeServer, WITHOUT_KEYS } from "../../support/vscodeServer";
import { ROOT } from "../../support/vscodeTools";
import { RecordTail } from "./recordTail";

const SILENCE_LIMIT_MS = 300_000;
const POLL_MS = 100;
/** What a window draws takes time, and no test here looks at it. */
const SIZE = { width: 640, height: 480 };

async function main(): Promise<void> {
  const { grep } = parseArgs({ options: { grep: { type: "string" } } }).values;
  const { TEST_RECORD: record = join(ROOT, `out/record-host-${process.pid}.jsonl`) } = process.env;
  const profile = new VsCodeProfile();
  const env = { ...WITHOUT_KEYS, TEST_RECORD: record, ...(grep === undefined ? {} : { TEST_GREP: grep }) };
  const server = await VsCodeServer.start({ profile, env, isForTests: true });
  const browser = await launchBrowser();
  try {
    const url = server.testRunUrl({ extension: ROOT, script: join(ROOT, "out/test/host/hostRunner.js") });
    await follow(new RecordTail(record), server, await openUndriven(browser, url));
  } finally {
    await browser.close();
    await server.stop();
    profile.remove();
  }
}

/**
 * Opens a window that Playwright does not drive: it would be told of each frame of the window's sockets, settings and all.
 * The session tells when the window crashes.
 */
async function openUndriven(browser: Browser, url: string): Promise<CDPSession> {
  const session = await browser.newBrowserCDPSession();
  await session.send("Target.setDiscoverTargets", { discover: true });
  await session.send("Target.createTarget", { url, ...SIZE });
  return session;
}

/** The reporter writes its summary before it records the end. */
async function follow(tail: RecordTail, server: VsCodeServer, session: CDPSession): Promise<void> {
  const crash = { seen: false };
  session.on("Target.targetCrashed", () => (crash.seen = true));
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
