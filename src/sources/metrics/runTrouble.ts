import { formatMetric } from "../../text/formatNumbers";
import type { DetailPart, Icon } from "../contract/entry";
import { oddMetric } from "./oddMetric";

/** The ways in which a run may not go well. */
interface RunTrouble {
  /** A metric whose latest value is NaN or infinite. */
  readonly odd?: { readonly key: string; readonly value: number } | undefined;
  /** Since when it was seen to make no step, in ms since the epoch. */
  readonly stuckSince?: number | undefined;
}

const MARK: Icon = { codicon: "warning", color: "charts.yellow" };

export function troubleOf(
  metrics: readonly { readonly key: string; readonly value?: number }[],
  stuckSince: number | undefined,
): RunTrouble {
  return { odd: oddMetric(metrics), stuckSince };
}

/** For the grey text; `shown` is the metric that stands there anyway. */
export function troubleDetail({ odd, stuckSince }: RunTrouble, shown: string | undefined): readonly DetailPart[] {
  return [
    ...(odd === undefined || odd.key === shown ? [] : [`${odd.key} ${formatMetric(odd.value)}`]),
    ...(stuckSince === undefined ? [] : [{ since: stuckSince, verb: "no step for" }]),
  ];
}

/** A run that goes on in spite of its trouble is marked: it is not going well. */
export function troubleIcon({ odd, stuckSince }: RunTrouble, isRunning: boolean): Icon | undefined {
  return isRunning && (odd !== undefined || stuckSince !== undefined) ? MARK : undefined;
}

/** For screen readers, behind the status: ", loss is NaN, makes no steps". */
export function troubleWords({ odd, stuckSince }: RunTrouble): string {
  const words = odd === undefined ? "" : `, ${odd.key} is ${formatMetric(odd.value)}`;
  return stuckSince === undefined ? words : `${words}, makes no steps`;
}
