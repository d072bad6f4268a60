import { Dice } from "../bytes/dice";
import type { Product } from "./catalogueRecords";
import { megabytesOf } from "./packages";

/** How much each score counts in the net score. */
const WEIGHTS = {
  ramp_up_time: 0.1,
  bus_factor: 0.1,
  performance_claims: 0.15,
  license: 0.15,
  dataset_and_code_score: 0.1,
  dataset_quality: 0.1,
  code_quality: 0.1,
  reproducibility: 0.1,
  reviewedness: 0.1,
} as const;

/** Megabytes that a device has for a model. */
const ROOM = { raspberry_pi: 6, jetson_nano: 12, desktop_pc: 48, aws_server: 96 } as const;

interface Scores {
  readonly net: number;
  /** By the service's names; each from 0 to 1. */
  readonly parts: Readonly<Record<string, number>>;
  readonly sizes: Readonly<Record<string, number>>;
  /** Seconds that each took to find out. */
  readonly latencies: Readonly<Record<string, number>>;
}

export function scoresOf(model: Product): Scores {
  const dice = new Dice("scores", model.id);
  const parts: Record<string, number> = {};
  let net = 0;
  for (const [name, weight] of Object.entries(WEIGHTS)) {
    parts[name] = rounded(name === "license" ? dice.pick([0, 1, 1, 1]) : dice.next());
    net += weight * parts[name];
  }
  parts["tree_score"] = model.base === undefined ? 0 : rounded(dice.next());
  const megabytes = megabytesOf(model);
  const sizes = Object.entries(ROOM).map(([device, room]) => [device, rounded(Math.max(0, 1 - megabytes / room))]);
  const timed = ["net_score", ...Object.keys(parts), "size_score"];
  return {
    net: rounded(net),
    parts,
    sizes: Object.fromEntries(sizes) as Record<string, number>,
    latencies: Object.fromEntries(timed.map((name) => [`${name}_latency`, dice.between(4, 2400) / 1000])),
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
