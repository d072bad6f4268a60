import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { PanelAction, PanelContent } from "../../sources/contract/panelContent";
import { iconBefore } from "../parts/pieces";
import type { PageView } from "./pageState";

interface ActionButton {
  readonly action: PanelAction;
  readonly icon: string;
  readonly label: string;
}

/** Offers the actions of the row, and the way to it. */
export function pageToolbar({ post }: PageView, content: PanelContent): TemplateResult {
  const { links, rowIds } = content;
  const [link] = links;
  const button = (icon: string, label: string, onClick: () => void) =>
    html`<vscode-button secondary @click=${onClick}>${iconBefore(icon)}${label}</vscode-button>`;
  return html`<div class="toolbar" role="toolbar" aria-label=${`${content.noun} actions`}>
    ${actionsOf(content).map(({ action, icon, label }) => button(icon, label, () => post({ kind: "act", action })))}
    ${link === undefined ? nothing : button("link-external", "Open in Browser", () => post({ kind: "openLink", url: link.url }))}
    ${rowIds.length === 0 ? nothing : button("list-tree", "Show in Tree", () => post({ kind: "revealRow" }))}
    ${button("refresh", "Refresh", () => post({ kind: "reload" }))}
  </div>`;
}

/** Nothing can be done with an entry that has no row. */
function actionsOf({ rowIds, abilities }: PanelContent): readonly ActionButton[] {
  const offered: readonly (ActionButton & { readonly isOffered: boolean })[] = [
    { action: "download", icon: "cloud-download", label: "Download…", isOffered: abilities.includes("download") },
    { action: "compare", icon: "compare-changes", label: "Compare with…", isOffered: abilities.includes("page") },
    {
      action: "copy",
      icon: "copy",
      label: "Copy…",
      isOffered: abilities.some((ability) => ability.startsWith("copy.")),
    },
    { action: "watch", icon: "eye", label: "Watch…", isOffered: abilities.includes("watch") },
    { action: "pin", icon: "pin", label: "Pin", isOffered: abilities.includes("pin") },
    { action: "unpin", icon: "pinned", label: "Unpin", isOffered: abilities.includes("unpin") },
    { action: "archive", icon: "archive", label: "Archive…", isOffered: abilities.includes("archive") },
    { action: "restore", icon: "discard", label: "Restore", isOffered: abilities.includes("restore") },
    { action: "delete", icon: "trash", label: "Delete…", isOffered: abilities.includes("delete") },
  ];
  return rowIds.length === 0 ? [] : offered.filter(({ isOffered }) => isOffered);
}
