import { createServer } from "node:net";
import { ROOT } from "../setup/places.mjs";
import { loadTypeScript } from "../testing/typescript.mjs";
import { SAMPLE_SETTINGS } from "./sampleSettings.mjs";

/** The same address each time, when it is free. */
const USUAL_PORT = 8765;

/** Serves VS Code until Ctrl-C, with a fresh profile that is removed at the end. */
export async function serveToBrowser(wantedPort) {
  const { VsCodeProfile } = loadTypeScript("test/support/vscodeProfile");
  const { VsCodeServer } = loadTypeScript("test/support/vscodeServer");
  const port = await choosePort(wantedPort);
  const profile = new VsCodeProfile({ machineSettings: SAMPLE_SETTINGS });
  profile.copyExtension(ROOT);
  try {
    const server = await VsCodeServer.start({ profile, port, hasAllBuiltIns: true });
    console.log(`\nVS Code with sample data: http://localhost:${server.port}/   (Ctrl-C ends it)`);
    await Promise.race([server.whenEnded(), whenAskedToEnd()]);
    const hasDied = !server.isRunning;
    await server.stop();
    if (hasDied) throw new Error("The VS Code server ended by itself.");
  } finally {
    profile.remove();
  }
}

function whenAskedToEnd() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
  });
}

async function choosePort(wanted) {
  if (wanted === undefined) return (await isFree(USUAL_PORT)) ? USUAL_PORT : 0;
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${wanted} is not a port.`);
  if (!(await isFree(port))) throw new Error(`Port ${port} is taken.`);
  return port;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
