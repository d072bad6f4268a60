import { PartLock } from "../../src/files/download/disk/partLock";

/** A process that claims the part whose claim is to lie at its only argument, says whether it has it, and stays. */
async function main(): Promise<void> {
  const claim = await PartLock.take(process.argv[2] ?? "");
  process.stdout.write(claim === undefined ? "refused\n" : "taken\n");
  setInterval(() => undefined, 1000);
}

void main();
