import type { Tab, Uri } from "vscode";
import { TabInputCustom, TabInputText, TabInputTextDiff, window } from "vscode";
import { originalUri } from "./sortedAddress";

/** The files that an editor in sight is for, both sides of a comparison among them; sorted ones as what they are made of. */
export function filesInSight(): readonly Uri[] {
  const tabs = window.tabGroups.all.flatMap(({ activeTab }) => activeTab ?? []);
  return tabs.flatMap(filesOf).map((shown) => originalUri(shown) ?? shown);
}

function filesOf({ input }: Tab): readonly Uri[] {
  if (input instanceof TabInputTextDiff) {
    return [input.original, input.modified];
  }
  return input instanceof TabInputText || input instanceof TabInputCustom ? [input.uri] : [];
}
