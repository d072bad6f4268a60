import { Dice, hexOf } from "../../bytes/dice";

export interface Person {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** They own what runs; robots own the rest. */
const PEOPLE: readonly [Person, ...Person[]] = [
  person("Ada Okafor", 0),
  person("Jonas Lindqvist", 1),
  person("Mei Tanaka", 2),
  person("Zoë Álvarez", 3),
  person("Priya Raman", 4),
  person("Émile Dubois", 5),
];

/** A service account. */
export const ROBOT: Person = { id: uuidOf("robot"), name: "ci-training", email: "" };

/** Undefined for what a service account made. */
export function personOf(...words: readonly (string | number)[]): Person | undefined {
  const dice = new Dice("owner", ...words);
  return dice.chance(0.1) ? undefined : dice.pick(PEOPLE);
}

/** A person's UUID. */
export function ownerOf(...words: readonly (string | number)[]): string | undefined {
  return personOf(...words)?.id;
}

function person(name: string, index: number): Person {
  const plain = name.normalize("NFD").replace(/[^A-Za-z ]/g, "");
  return { id: uuidOf("owner", index), name, email: `${plain.toLowerCase().replace(" ", ".")}@acme.example` };
}

/** Version 4 in shape, but the same for the same words. */
export function uuidOf(...words: readonly (string | number)[]): string {
  const hex = hexOf(30, ...words);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(12, 15)}`, `a${hex.slice(15, 18)}`, hex.slice(18)];
  return parts.join("-");
}
