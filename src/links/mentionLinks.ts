import type { CancellationToken, TextDocument } from "vscode";
import { Disposable, DocumentLink, Hover, languages, MarkdownString, Range, Uri, workspace } from "vscode";
import { signalOf } from "../host/cancellation";
import { ApiError } from "../http/apiError";
import { OPEN_MENTION } from "../manifest/commands";
import { SETTINGS } from "../manifest/settings";
import type { Mention } from "../sources/contract/mentions";
import type { ExplorerView } from "../tree/explorerView";
import { tooltipText } from "../tree/tooltip";
import { LONGEST_TEXT } from "../sources/mentions/mayMention";
import { LINKED_TEXTS } from "./linkedTexts";
import type { CallOptions } from "../sources/contract/entry";
import { plainMarkdown } from "../text/plainText";

const MOST_LINKS = 1_000;
/** Rows are listed in bursts. */
const ROWS_PAUSE_MS = 500;

interface Found extends Mention {
  readonly view: ExplorerView;
}

/** Makes links of what files mention, and says what it is when the user points at it. A setting turns it off. */
export function registerMentionLinks(views: readonly ExplorerView[]): Disposable {
  let providers: Disposable | undefined;
  const provide = () => {
    providers?.dispose();
    providers = areLinksShown() ? provideLinks(views) : undefined;
  };
  provide();
  return Disposable.from(
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTINGS.areLinksShown)) {
        provide();
      }
    }),
    // VS Code looks for links again only when it is given a provider.
    ...views.map(({ session }) => session.onDidChange(provide)),
    // The web addresses that are known are those of rows that are loaded.
    onDidLoadRows(views, provide),
    new Disposable(() => void providers?.dispose()),
  );
}

/** Tells, after a pause, that there are more or fewer rows than before; rows that only changed are the same. */
function onDidLoadRows(views: readonly ExplorerView[], listener: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = "";
  const look = () => {
    const counts = views.map(({ tree }) => tree?.loaded.rowCount ?? 0).join();
    if (counts !== known) {
      known = counts;
      listener();
    }
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, ROWS_PAUSE_MS);
  };
  return Disposable.from(
    ...views.map(({ onDidList }) => onDidList(lookSoon)),
    new Disposable(() => clearTimeout(timer)),
  );
}

function areLinksShown(): boolean {
  return workspace.getConfiguration().get<boolean>(SETTINGS.areLinksShown) ?? true;
}

function provideLinks(views: readonly ExplorerView[]): Disposable {
  return Disposable.from(
    languages.registerDocumentLinkProvider(LINKED_TEXTS, {
      provideDocumentLinks: (document) =>
        mentionsIn(document.getText(), views).slice(0, MOST_LINKS).map(linkOf(document)),
    }),
    languages.registerHoverProvider(LINKED_TEXTS, {
      provideHover: async (document, position, token) => {
        // A user who points at a line has not asked about the rest of the file.
        const { text, range } = document.lineAt(position);
        const offset = position.character;
        const found = mentionsIn(text, views).find(({ start, end }) => start <= offset && offset <= end);
        const start = document.offsetAt(range.start);
        const moved = found && { ...found, start: start + found.start, end: start + found.end };
        return moved === undefined ? undefined : await hoverOf(document, moved, token);
      },
    }),
  );
}

function mentionsIn(text: string, views: readonly ExplorerView[]): readonly Found[] {
  if (text.length > LONGEST_TEXT) {
    return [];
  }
  return views.flatMap((view) => {
    const loaded = view.loadedRows.flatMap((row) => (row.kind === "entry" ? [row.entry] : []));
    return view.source?.mentions?.find(text, loaded).map((mention) => ({ ...mention, view })) ?? [];
  });
}

function linkOf(document: TextDocument): (found: Found) => DocumentLink {
  return ({ start, end, address, view }) => {
    const args = encodeURIComponent(JSON.stringify([view.session.system.id, address]));
    const link = new DocumentLink(rangeOf(document, { start, end }), Uri.parse(`command:${OPEN_MENTION}?${args}`));
    link.tooltip = `Show in ${view.session.system.title}`;
    return link;
  };
}

async function hoverOf(document: TextDocument, found: Found, token: CancellationToken): Promise<Hover | undefined> {
  const calling = signalOf(token);
  try {
    const text = await introductionOf(found, calling);
    // Neither trusted nor with HTML, which are VS Code's defaults: the text is from outside.
    return text === undefined ? undefined : new Hover(new MarkdownString(text), rangeOf(document, found));
  } finally {
    calling.dispose();
  }
}

/** Undefined for what was called off, and for a file's number that is of nothing here. */
async function introductionOf({ view, address }: Found, options: CallOptions): Promise<string | undefined> {
  try {
    const introduction = await view.source?.mentions?.introduce(address, options);
    return introduction && tooltipText(introduction.name, introduction.details, Date.now());
  } catch (error) {
    const isSaid = error instanceof ApiError && error.kind !== "notFound";
    return isSaid ? plainMarkdown(`Could not ask ${view.session.system.title}: ${error.message}.`) : undefined;
  }
}

function rangeOf(document: TextDocument, { start, end }: Pick<Mention, "start" | "end">): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
