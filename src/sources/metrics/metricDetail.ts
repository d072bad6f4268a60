import { formatMetric } from "../../text/formatNumbers";
import type { DetailPart } from "../contract/entry";

/**
 * The metric of a run as its row shows it: the value first, as a narrow view cuts the end off. The user who has chosen the
 * metric need not read its name in each row.
 */
export function metricDetail(
  { key, value }: { readonly key: string; readonly value: number },
  isChosen: boolean,
): DetailPart {
  const shown = formatMetric(value);
  return { text: `${key} ${shown}`, brief: isChosen ? shown : `${shown} ${key}` };
}
