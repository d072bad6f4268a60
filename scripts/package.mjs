/** npm run package: a production build, packed into ml-artifact-explorer-<version>.vsix. */
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runScript } from "./setup/runScript.mjs";

await runScript(async () => {
  await ensureDependencies();
  const { packageExtension } = await import("./testing/packageExtension.mjs");
  console.log(await packageExtension());
});
