import { VsCodeWindow, type WindowOptions } from "./vscodeWindow";

/**
 * Gives a mocha suite a window: opened before its first test, closed after its last, with a picture of it taken when a
 * test fails. Returns what hands it out during tests.
 */
export function useWindow(
  options: WindowOptions | (() => WindowOptions | Promise<WindowOptions>) = {},
): () => VsCodeWindow {
  let window: VsCodeWindow | undefined;

  before("open a window", async () => {
    window = await VsCodeWindow.open(typeof options === "function" ? await options() : options);
  });

  afterEach("keep a picture of a failure", async function () {
    const test = this.currentTest;
    // A first try that failed has no state yet: its picture tells why the second one was needed.
    if (test === undefined || test.state === "passed" || window === undefined) return;
    const name = test.fullTitle().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
    console.log(`      picture: ${await window.screenshot(`failed-${name}`)}`);
  });

  after("close the window", async () => {
    await window?.leaveSeat();
  });

  return () => {
    if (window === undefined) throw new Error("The window is open only while tests run.");
    return window;
  };
}
