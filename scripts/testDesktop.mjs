/** npm run test:desktop [-- <version>]: the host tests in a desktop VS Code, which @vscode/test-electron downloads. */
import { join } from "node:path";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { ROOT, TOOLS } from "./setup/places.mjs";
import { runScript } from "./setup/runScript.mjs";
import { build } from "./testing/build.mjs";

await runScript(async () => {
  await ensureDependencies();
  const { runTests } = await import("@vscode/test-electron");
  await build();
  await build("--tests");
  await runTests({
    version: process.argv[2] ?? "stable",
    cachePath: join(TOOLS, "desktop-app"),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: join(ROOT, "out/test/host/hostRunner.js"),
  });
});
