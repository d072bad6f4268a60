import type { ExtensionContext } from "vscode";
import { start } from "./start/start";

/** Registers what package.json names. The product is loaded when it is wanted. */
export async function activate(context: ExtensionContext): Promise<void> {
  await start(context, () => import("./product"));
}
