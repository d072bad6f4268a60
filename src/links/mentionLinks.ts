import type { CancellationToken, DocumentSelector, TextDocument } from "vscode";
import { Disposable, DocumentLink, Hover, languages, MarkdownString, Range, Uri, workspace } from "vscode";
import { FILE_SCHEME } from "../files/fileAddress";
import { signalOf } from "../host/cancellation";
import { ApiError } from "../http/apiError";
import { OPEN_MENTION, SETTINGS } from "../contract";
import type { Mention } from "../sources/mentions";
import type { CallOptions } from "../sources/source";
import type { ExplorerView } from "../tree/explorerView";
import { plainMarkdown } from "../tree/plainMarkdown";
import { tooltipText } from "../tree/tooltip";

const SCHEMES = ["file", "untitled", "vscode-notebook-cell", "vscode-vfs", FILE_SCHEME];
const SELECTOR: DocumentSelector = SCHEMES.map((scheme) => ({ scheme }));

/** Looking through more would be felt while one types. In characters, and in links. */
const LONGEST_TEXT = 500_000;
const MOST_LINKS = 1_000;

interface Found extends Mention {
  readonly view: ExplorerView;
}

/** Makes links of what files mention, and says what it is when somebody points at it. Off by a setting. */
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
    // VS Code looks for links anew when it is given a provider, and has no other way to be told.
    ...views.map(({ session }) => session.onDidChange(provide)),
    new Disposable(() => void providers?.dispose()),
  );
}

function areLinksShown(): boolean {
  return workspace.getConfiguration().get<boolean>(SETTINGS.areLinksShown) ?? true;
}

function provideLinks(views: readonly ExplorerView[]): Disposable {
  return Disposable.from(
    languages.registerDocumentLinkProvider(SELECTOR, {
      provideDocumentLinks: (document) => mentionsIn(document, views).slice(0, MOST_LINKS).map(linkOf(document)),
    }),
    languages.registerHoverProvider(SELECTOR, {
      provideHover: async (document, position, token) => {
        const offset = document.offsetAt(position);
        const found = mentionsIn(document, views).find(({ start, end }) => start <= offset && offset <= end);
        return found === undefined ? undefined : await hoverOf(document, found, token);
      },
    }),
  );
}

function mentionsIn(document: TextDocument, views: readonly ExplorerView[]): readonly Found[] {
  const text = document.getText();
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
