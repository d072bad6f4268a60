import { cell } from "../answer/shownText";
import type { Verb } from "../verbs/verbArguments";

const LONGEST = 80;

/** Says in a few words what an agent wants to look at: "Comparing 3 runs", "Reading run/70158 train.log". */
export function sayWhat(verb: Verb, raw: unknown): string {
  const args: Readonly<Record<string, unknown>> = typeof raw === "object" && raw !== null ? { ...raw } : {};
  const text = (name: string) => (typeof args[name] === "string" ? cell(args[name], LONGEST) : "");
  switch (verb) {
    case "find":
      return findWords(text);
    case "describe":
      return `Looking at what is in ${text("address")}`;
    case "get":
      return `Looking at ${text("address")}`;
    case "compare":
      return `Comparing ${Array.isArray(args["addresses"]) ? args["addresses"].length : 0} runs or versions`;
    case "curves":
      return `Looking at the metrics of ${text("address")}`;
    case "list":
      return `Listing the files of ${joined(text("address"), text("path"))}`;
    case "read":
      return `Reading ${joined(text("address"), text("path"))}`;
    case "reveal":
      return `Showing ${joined(text("address"), text("path"))} in the sidebar`;
  }
}

function findWords(text: (name: string) => string): string {
  const [place, name, filter] = [text("in"), text("text"), text("filter")];
  const best = text("best");
  const what = best === "" ? "Finding" : `Ranking by ${best}`;
  const parts = [what, ...(name === "" ? [] : [`"${name}"`]), ...(place === "" ? [] : [`in ${place}`]), filter];
  return parts.length === 2 && filter === "" && best === ""
    ? "Listing projects"
    : parts.filter((part) => part !== "").join(" ");
}

function joined(address: string, path: string): string {
  return path === "" ? address : `${address} ${path}`;
}
