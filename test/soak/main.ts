import { parseArgs } from "node:util";
import { runSoak } from "./runSoak";
import { brokenFigures, describeFigures } from "./soakFigures";

/** `npm run test:soak -- --seed 7 --faults 20000` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: "string" }, faults: { type: "string", default: "20000" } },
  });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(values.seed);
  const faults = Number(values.faults);
  console.log(`soak of ${faults} faulted requests, seed ${seed}`);
  const figures = await runSoak({ seed, faults });
  console.log(describeFigures(figures));
  const broken = brokenFigures(figures, { faults });
  console.log(broken.length === 0 ? "all figures are as they have to be" : `BROKEN: ${broken.join("\nBROKEN: ")}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

// A socket that is left is a finding, and no reason to wait.
void main().finally(() => process.exit());
