/**
 * Runs files of window tests one after the other, as its parent sends them. They share this process and the browser and the
 * server that the first of them starts.
 */
import { join } from "node:path";
import Mocha from "mocha";
import { ROOT } from "../setup/places.mjs";

const OPTIONS = {
  // Generous: what is waited for is what ends a wait.
  timeout: 300_000,
  // A window is driven from outside, on machines that are busy with it: a test has a second try, which is said.
  retries: 1,
  forbidOnly: true,
  reporter: join(ROOT, "scripts/testing/recordingReporter.cjs"),
};

process.on("message", async ({ file, record, grep }) => {
  const output = captureOutput();
  process.env.TEST_RECORD = record;
  let exitCode = 1;
  try {
    const mocha = new Mocha({ ...OPTIONS, ...(grep === undefined ? {} : { grep }) });
    mocha.addFile(join(ROOT, file));
    await mocha.loadFilesAsync();
    exitCode = await new Promise((resolve) => mocha.run(resolve));
    mocha.dispose();
  } catch (error) {
    console.log(error?.stack ?? error);
  }
  process.send({ exitCode, output: output.release() });
});
process.on("disconnect", () => process.exit());

/** Files run side by side: what each prints is shown in one piece. */
function captureOutput() {
  const { write } = process.stdout;
  let text = "";
  process.stdout.write = (chunk) => {
    text += String(chunk);
    return true;
  };
  return {
    release: () => {
      process.stdout.write = write;
      return text;
    },
  };
}
