import { env, window } from "vscode";

const SHOWN_MS = 4_000;

/** Copies a text, and says so in the status bar. `what` follows "Copied": " the comparison". */
export async function copyText(text: string, what = ""): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`$(check) Copied${what}`, SHOWN_MS);
}
