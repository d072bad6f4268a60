import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { step } from "./step.mjs";

/**
 * Fills `folder` once: `fill` works in a temporary folder that takes the final name only when it is complete,
 * so an install that was interrupted is never mistaken for a good one, and two at once do no harm.
 */
export async function installOnce(folder, title, fill) {
  if (existsSync(folder)) return;
  const draft = `${folder}.${process.pid}.partial`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    await step(`${title} (once, into ${dirname(folder)})`, () => fill(draft));
    await rename(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A nameless npm package, so that npm installs here and not in a folder above. */
export function writePrivatePackage(folder) {
  return writeFile(`${folder}/package.json`, '{ "private": true }\n');
}
