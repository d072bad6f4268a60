/**
 * npm start [-- --port <number> | --screenshot <file> | --desktop [--inspect <port>]]
 * Starts VS Code with the extension and the sample data: for a browser, headless for a picture, or the installed one.
 */
import { parseArgs } from "node:util";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runScript } from "./setup/runScript.mjs";
import { step } from "./setup/step.mjs";
import { ensureTools } from "./setup/tools.mjs";

const OPTIONS = {
  desktop: { type: "boolean" },
  inspect: { type: "string" },
  port: { type: "string" },
  screenshot: { type: "string" },
};

async function main() {
  const { desktop, inspect, port, screenshot } = parseArgs({ options: OPTIONS }).values;
  await ensureDependencies();
  if (!desktop) await ensureTools({ needsBrowser: screenshot !== undefined });
  // What comes from npm can be imported only now.
  const { build } = await import("./testing/build.mjs");
  await step("Building", () => build());
  if (desktop) return (await import("./start/desktop.mjs")).startDesktop({ inspect });
  if (screenshot !== undefined) return (await import("./start/screenshot.mjs")).takeScreenshot(screenshot);
  return (await import("./start/browser.mjs")).serveToBrowser(port);
}

await runScript(main);
