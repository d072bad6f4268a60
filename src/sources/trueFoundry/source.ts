import type { FilterValues } from "../contract/entryFilter";
import { emptyText, filterText } from "../filter/filterWords";
import { ListingChoices } from "../contract/listingChoices";
import type { SignedContent } from "../shared/signedContent";
import { listedPaths } from "../shared/listedPaths";
import { withoutTrailing } from "../../text/withoutTrailing";
import { sortListing } from "../shared/localPages";
import { notToItself } from "../shared/pageWalk";
import type { SourceFinder } from "../contract/finder";
import type { SourceAddresses } from "../contract/addresses";
import type { ArtifactSource, CopyOptions, Section, SourceSiblings, SourceSnippets } from "../contract/source";
import type { TrueFoundryClient } from "./wire/client";
import { copyText } from "./rows/copyTexts";
import { detailsOf } from "./rows/details";
import type { ArtifactEntry, FileEntry, GroupEntry, RepoEntry, TrueFoundryEntry, VersionEntry } from "./rows/entries";
import type { VersionRoot } from "./rows/entries";
import { trueFoundryFinder } from "./finder";
import { trueFoundryAddresses } from "./addresses";
import { TrueFoundryMentions } from "./mentions";
import { artifactFilter, RowFilters, versionFilter } from "./rows/rowFilters";
import { groupRowId } from "./rows/rowIds";
import { artifactEntry, fileEntry, groupEntry, repoEntry, versionEntry } from "./rows/rows";
import { TrueFoundryPages } from "./pages";
import { siblingVersions } from "./siblingVersions";
import { snippetsOf } from "./rows/snippets";
import { TrueFoundryFiles } from "./trueFoundryFiles";
import { newestFirst, rowPage } from "./versionPages";
import type { CallOptions, CopyTarget, EntryDetails } from "../contract/entry";

const PAGE_SIZE = 100;
/** A file is a short line on the wire, and VS Code draws this many rows in an instant. */
const FILE_PAGE_SIZE = 1_000;

interface TrueFoundrySourceOptions {
  readonly client: TrueFoundryClient;
  /** The start of every id. */
  readonly scope: string;
  /** The control plane's URL, which "Copy as curl" addresses. */
  readonly baseUrl: string;
  /** Reads what signed links lead to, and is disposed with the source, which has no files without it. */
  readonly signed?: SignedContent;
}

/** TrueFoundry as rows: ML repos → models, artifacts → versions → directories, files. */
export class TrueFoundrySource implements ArtifactSource<TrueFoundryEntry> {
  readonly choices = new ListingChoices();
  readonly filter = new RowFilters(this.choices);
  readonly finder: SourceFinder<TrueFoundryEntry>;
  readonly files?: TrueFoundryFiles;
  readonly siblings: SourceSiblings<TrueFoundryEntry>;
  readonly snippets: SourceSnippets<TrueFoundryEntry>;
  readonly addresses: SourceAddresses<TrueFoundryEntry>;
  readonly pages: TrueFoundryPages;
  readonly mentions: TrueFoundryMentions;
  readonly #client: TrueFoundryClient;
  readonly #scope: string;
  readonly #baseUrl: string;
  readonly #signed: SignedContent | undefined;

  constructor({ client, scope, baseUrl, signed }: TrueFoundrySourceOptions) {
    this.#signed = signed;
    this.pages = new TrueFoundryPages(client, scope);
    if (signed !== undefined) {
      this.files = new TrueFoundryFiles(client, signed);
    }
    this.siblings = { of: (entry) => (entry.kind === "file" ? siblingVersions(client, entry) : undefined) };
    this.snippets = { of: (entry, shell) => snippetsOf(entry, this.#apiUrl, shell) };
    this.addresses = trueFoundryAddresses({ client, scope, files: this.files });
    this.finder = trueFoundryFinder(client);
    this.mentions = new TrueFoundryMentions(client);
    this.#client = client;
    this.#scope = scope;
    this.#baseUrl = baseUrl;
  }

  sections(parent: TrueFoundryEntry | undefined): readonly Section<TrueFoundryEntry>[] {
    switch (parent?.kind) {
      case undefined:
        return [this.#repos()];
      case "repo":
        return [this.#groups(parent)];
      case "group":
        return [this.#artifacts(parent)];
      case "artifact":
        return [this.#versions(parent)];
      case "version":
        return [this.#files({ rowId: parent.id, version: parent.version }, "")];
      case "directory":
        return [this.#files(parent.root, parent.path)];
      case "file":
        return [];
    }
  }

  async reload(entry: TrueFoundryEntry, options: CallOptions): Promise<TrueFoundryEntry> {
    switch (entry.kind) {
      case "repo":
        return repoEntry(this.#scope, await this.#client.getRepo(entry.repo.id, options));
      case "group":
        return groupEntry(entry.id, entry.repo, entry.type);
      case "artifact":
        return artifactEntry(
          entry.parentId,
          await this.#client.getArtifact(entry.artifact.type, entry.artifact.id, options),
        );
      case "version":
        return versionEntry(
          entry.parentId,
          await this.#client.getVersion(entry.version.type, entry.version.id, options),
        );
      case "directory":
      case "file":
        return entry;
    }
  }

  details(entry: TrueFoundryEntry): EntryDetails {
    return detailsOf(entry);
  }

  copyText(entry: TrueFoundryEntry, target: CopyTarget, { shell }: CopyOptions): string {
    return copyText(entry, target, this.#apiUrl, shell);
  }

  /** No row has a page of its own. */
  externalUrl(): string {
    return "";
  }

  dispose(): void {
    this.#signed?.dispose();
    this.#client.dispose();
  }

  get #apiUrl(): string {
    return withoutTrailing(this.#baseUrl, "/") + this.#client.apiPath;
  }

  #repos(): Section<RepoEntry> {
    return {
      id: "repos",
      noun: "ML repos",
      emptyText: "No ML repos",
      load: async (cursor, options) => {
        const offset = Number(cursor ?? 0);
        const page = await this.#client.listRepos({ offset, limit: PAGE_SIZE }, options);
        return rowPage(page, offset, (repo) => repoEntry(this.#scope, repo));
      },
    };
  }

  /** Both groups always stand there: whether one is empty is known only where the service counts. */
  #groups(parent: RepoEntry): Section<GroupEntry> {
    const types = ["model", "artifact"] as const;
    const rows = () => types.map((type) => groupEntry(groupRowId(parent.id, type), parent.repo, type));
    return { id: "groups", noun: "groups", load: () => Promise.resolve({ items: rows() }) };
  }

  #artifacts(parent: GroupEntry): Section<ArtifactEntry> {
    const noun = parent.type === "model" ? "models" : "artifacts";
    return this.#filtered("artifacts", noun, parent, (values) => async (cursor, options) => {
      const offset = Number(cursor ?? 0);
      const query = { repoId: parent.repo.id, ...artifactFilter(values), offset, limit: PAGE_SIZE };
      const page = await this.#client.listArtifacts(parent.type, query, options);
      return rowPage(page, offset, (artifact) => artifactEntry(parent.id, artifact));
    });
  }

  #versions(parent: ArtifactEntry): Section<VersionEntry> {
    const { id: artifactId, type } = parent.artifact;
    return this.#filtered("versions", "versions", parent, (values) => {
      const filter = versionFilter(values);
      const load = newestFirst(async (range, options) => {
        const version = filter.version === "latest" ? await this.#latest(parent, options) : filter.version;
        return this.#client.listVersions(type, { artifactId, ...filter, version, ...range }, options);
      });
      return async (cursor, options) => {
        const { items, ...rest } = await load(cursor, options);
        return { ...rest, items: items.map((version) => versionEntry(parent.id, version)) };
      };
    });
  }

  /** Planes no longer take the word `latest`. One without versions has none of this number. */
  async #latest({ artifact: { type, id } }: ArtifactEntry, options: CallOptions): Promise<string> {
    const { latestVersion = 0 } = await this.#client.getArtifact(type, id, options);
    return String(latestVersion);
  }

  /** Another filter is another section, so that nothing of the listing before it stays. */
  #filtered<E extends TrueFoundryEntry>(
    id: string,
    noun: string,
    parent: TrueFoundryEntry,
    loaderOf: (values: FilterValues) => Section<E>["load"],
  ): Section<E> {
    const values = this.filter.values(parent);
    const text = filterText(this.filter.fields(parent), values);
    const isFiltered = text !== "";
    let load: Section<E>["load"] | undefined;
    return {
      id: isFiltered ? `${id}?${text}` : id,
      noun,
      emptyText: emptyText(noun, text),
      isFiltered,
      load: (cursor, options) => {
        load = cursor === undefined || load === undefined ? loaderOf(values) : load;
        return load(cursor, options);
      },
    };
  }

  /**
   * A directory that fits into one page is sorted. Of a longer one, the service's own order is kept, which runs through all
   * pages: the parts sorted would read as several lists.
   */
  #files(root: VersionRoot, path: string): Section<FileEntry> {
    return {
      id: "files",
      noun: "files",
      emptyText: path === "" ? "No files" : "Empty directory",
      load: async (cursor, options) => {
        const query = { versionId: root.version.id, path, limit: FILE_PAGE_SIZE, cursor };
        const page = notToItself(await this.#client.listFiles(query, options), cursor);
        const items = listedPaths(path, page.items).map((file) => fileEntry(root, file));
        return { ...page, items: cursor === undefined && page.next === undefined ? sortListing(items) : items };
      },
    };
  }
}
