import { sharedName } from "../../../../text/looseValues";

/** Lists of names, one array for all runs that have them alike: those of a project mostly do, and stand beside each other. */
export class KeptNames {
  #latest: readonly string[] = [];

  keep(names: readonly string[]): readonly string[] {
    const latest = this.#latest;
    if (names.length !== latest.length || names.some((name, index) => name !== latest[index])) {
      this.#latest = names.map(sharedName);
    }
    return this.#latest;
  }
}
