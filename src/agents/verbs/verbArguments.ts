import * as v from "valibot";
import { LEAST_COMPARED, MOST_COMPARED } from "../../sources/contract/compareLimits";
import { BUDGET } from "../answer/answer";
import { AskFailure } from "../target/askFailure";

const LONGEST_TEXT = 4_000;
/** The time that a pattern takes grows with it. */
const LONGEST_PATTERN = 200;
const MOST_ROWS = 200;
const MOST_NAMES = 30;
const MOST_POINTS = 1_000;

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const address = v.pipe(text, v.nonEmpty());
const names = v.pipe(v.array(text), v.maxLength(MOST_NAMES));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const budget = v.optional(v.pipe(v.number(), v.integer(), v.minValue(BUDGET.least)));

/** The arguments of each verb. package.json says the same to models. */
export const VERB_ARGUMENTS = {
  find: v.strictObject({
    in: v.optional(address),
    text: v.optional(text),
    filter: v.optional(text),
    sort: v.optional(text),
    best: v.optional(text),
    show: v.optional(names),
    limit: v.optional(whole(1, MOST_ROWS)),
    next: v.optional(text),
    budget,
  }),
  describe: v.strictObject({ address, budget }),
  get: v.strictObject({ address, part: v.optional(text), from: v.optional(whole(1, 1_000_000)), budget }),
  compare: v.strictObject({
    addresses: v.pipe(v.array(address), v.minLength(LEAST_COMPARED), v.maxLength(MOST_COMPARED)),
    budget,
  }),
  curves: v.strictObject({
    address,
    metrics: v.optional(names),
    points: v.optional(whole(2, MOST_POINTS)),
    budget,
  }),
  list: v.strictObject({
    address,
    path: v.optional(text),
    pattern: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_PATTERN))),
    depth: v.optional(whole(1, 20)),
    from: v.optional(whole(1, 1_000_000)),
    budget,
  }),
  read: v.strictObject({
    address,
    path: v.optional(text),
    lines: v.optional(text),
    bytes: v.optional(text),
    at: v.optional(text),
    budget,
  }),
  reveal: v.strictObject({ address, path: v.optional(text) }),
} as const;

export type Verb = keyof typeof VERB_ARGUMENTS;

export type ArgumentsOfVerb<V extends Verb> = v.InferOutput<(typeof VERB_ARGUMENTS)[V]>;

export function isVerb(name: string): name is Verb {
  return Object.hasOwn(VERB_ARGUMENTS, name);
}

/** Arguments as an agent gave them. @throws AskFailure that says which is wrong, and what the verb takes. */
export function readArguments<V extends Verb>(verb: V, raw: unknown): ArgumentsOfVerb<V> {
  const schema = VERB_ARGUMENTS[verb];
  const result = v.safeParse(schema, raw ?? {});
  if (!result.success) {
    const [issue] = result.issues;
    const where = v.getDotPath(issue) ?? "";
    const known = Object.keys(schema.entries).join(", ");
    throw new AskFailure(`${verb}: ${where === "" ? "" : `${where}: `}${issue.message}. It takes ${known}.`);
  }
  return result.output;
}
