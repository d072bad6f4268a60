/** `--short` measures each work once: to see that all of it works, or roughly where a number is. */
const IS_SHORT = process.argv.includes("--short");

/** How often a work is measured. */
export function roundsOf(usual: number): number {
  return IS_SHORT ? 1 : usual;
}
