import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { curvesBody, curvesSection } from "../curves/curvesSection";
import { runKey } from "../curves/model/curveStore";
import { defined } from "../../text/defined";
import type { PageView } from "./pageState";

/** The curves of the page's own run. */
export function entryCurves(
  { message, choices, choose, post }: PageView,
  label: string,
): TemplateResult | typeof nothing {
  const key = runKey(message.address);
  const curves = message.curves.get(key);
  const isPage = message.isFile === true;
  const drawn = isPage ? curvesBody : curvesSection;
  return message.hasCurves
    ? drawn({
        runs: [{ key, label, color: 0, ...defined({ curves }) }],
        choices: choices.curves,
        choose: (change) => choose({ curves: { ...choices.curves, ...change } }),
        post,
        setKeys: () => post({ kind: "setKeys" }),
        query: "",
        isPage,
      })
    : nothing;
}
