import { localPages } from "../shared/localPages";
import type { SignedContent } from "../shared/signedContent";
import { nameWithDetail } from "../shared/detailText";
import type { SourceFinder } from "../contract/finder";
import type { EntryDeletion } from "../contract/entryChanges";
import type { ArtifactSource, CopyOptions, Section, SourceSnippets } from "../contract/source";
import { artifactAddress, RegistryAddresses } from "./addresses";
import type { ArtifactFacts } from "./rows/artifactFacts";
import { factsOf } from "./rows/artifactFacts";
import { ArtifactRows } from "./rows/artifactRows";
import { TYPE_LOOKS } from "./rows/artifactTypes";
import type { RegistryClient } from "./wire/client";
import { copyText } from "./rows/copyTexts";
import { artifactDetails, detailsOf } from "./rows/details";
import type { ArtifactEntry, GroupEntry, RegistryEntry, SearchEntry } from "./rows/entries";
import { registryFinder } from "./finder";
import { LoadCache } from "../shared/loadCache";
import type { WholeList } from "../contract/listPage";
import { RegistryMentions } from "./mentions";
import type { Artifact } from "./wire/model";
import { ARTIFACT_TYPES } from "./wire/model";
import type { ArtifactKey } from "./wire/operations";
import { artifactEntry, contentEntries, groupEntry, searchEntry } from "./rows/rows";
import { RegistryPages } from "./pages";
import { RegistryFiles } from "./registryFiles";
import { isRegex, noMatchText, refusal, RegistrySearch } from "./rows/search";
import { snippetsOf } from "./rows/snippets";
import type { CallOptions, CopyTarget, EntryDetails } from "../contract/entry";

/** Artifacts whose facts are kept: what was looked at lately. */
const MOST_FACTS = 500;

interface RegistrySourceOptions {
  readonly client: RegistryClient;
  /** The start of every id. */
  readonly scope: string;
  readonly baseUrl: string;
  /** Goes before a token where code sends one; absent where requests carry none. */
  readonly tokenPrefix?: string;
  /** Reads what signed links lead to, and is disposed with the source, which has no files without it. */
  readonly signed?: SignedContent;
}

/** An artifact registry as rows: what was searched for, and models, datasets, code → artifacts → source and package. */
export class RegistrySource implements ArtifactSource<RegistryEntry> {
  readonly search = new RegistrySearch();
  readonly finder: SourceFinder<RegistryEntry>;
  readonly files?: RegistryFiles;
  readonly pages: RegistryPages;
  readonly mentions: RegistryMentions;
  readonly addresses: RegistryAddresses;
  readonly snippets: SourceSnippets<RegistryEntry>;
  readonly deletion: EntryDeletion<RegistryEntry>;
  readonly #options: RegistrySourceOptions;
  readonly #facts = new LoadCache<ArtifactFacts>(MOST_FACTS);

  constructor(options: RegistrySourceOptions) {
    this.#options = options;
    this.finder = registryFinder(options.client, options.baseUrl);
    this.pages = new RegistryPages(options.client, options.scope);
    const factsOf = (key: ArtifactKey, own: CallOptions) => this.#factsOf(key, own);
    this.mentions = new RegistryMentions({ baseUrl: options.baseUrl, factsOf });
    this.addresses = new RegistryAddresses({ ...options, factsOf });
    this.snippets = { of: (entry, shell) => snippetsOf(entry, options, shell) };
    this.deletion = { nameOf: nameWithDetail, send: (entry, own) => this.#delete(entry, own) };
    if (options.signed !== undefined) {
      this.files = new RegistryFiles(options.client, options.signed);
    }
  }

  sections(parent: RegistryEntry | undefined): readonly Section<RegistryEntry>[] {
    switch (parent?.kind) {
      case undefined:
        return [...this.#searches(), this.#groups()];
      case "group":
        return [this.#artifacts(parent)];
      case "search":
        return [this.#results(parent)];
      case "artifact":
        return [this.#contents(parent)];
      case "source":
      case "file":
      case "nothing":
        return [];
    }
  }

  async reload(entry: RegistryEntry, options: CallOptions): Promise<RegistryEntry> {
    if (entry.kind !== "artifact") {
      return entry;
    }
    this.#forget(entry.artifact);
    const { name } = await this.#factsOf(entry.artifact, options);
    return artifactEntry(entry, { ...entry.artifact, name });
  }

  details(entry: RegistryEntry, options: CallOptions): EntryDetails | Promise<EntryDetails> {
    return entry.kind === "artifact"
      ? this.#factsOf(entry.artifact, options).then((facts) => artifactDetails(entry, facts))
      : detailsOf(entry);
  }

  copyText(entry: RegistryEntry, target: CopyTarget, options: CopyOptions): string | Promise<string> {
    return entry.kind === "artifact" && target === "sourceUrl"
      ? this.externalUrl(entry, options)
      : copyText(entry, target, this.#options, options.shell);
  }

  async externalUrl(entry: RegistryEntry, options: CallOptions): Promise<string> {
    switch (entry.kind) {
      case "artifact":
        return (await this.#factsOf(entry.artifact, options)).sourceUrl;
      case "source":
        return entry.url;
      default:
        return "";
    }
  }

  dispose(): void {
    this.#options.signed?.dispose();
    this.#options.client.dispose();
  }

  /** A section for each query, so that a new search is a new listing. */
  #searches(): readonly Section<SearchEntry>[] {
    const query = this.search.current;
    const entries = query === undefined ? [] : [searchEntry(this.#options.scope, query)];
    return entries.map((entry) => localSection(entry.id, "search results", [entry]));
  }

  #groups(): Section<GroupEntry> {
    const entries = ARTIFACT_TYPES.map((type) => groupEntry(this.#options.scope, type));
    return localSection("groups", "artifacts", entries);
  }

  #artifacts(parent: GroupEntry): Section<ArtifactEntry> {
    const { noun } = TYPE_LOOKS[parent.type];
    let rows = new ArtifactRows(parent);
    return {
      id: "artifacts",
      noun,
      emptyText: `No ${noun}`,
      load: async (cursor, options) => {
        const query = { types: [parent.type], offset: cursor };
        const { items: listed, ...page } = await this.#options.client.list(query, options);
        rows = cursor === undefined ? new ArtifactRows(parent) : rows;
        return { ...page, items: rows.add(this.#asListedAnew(listed)) };
      },
    };
  }

  #results(parent: SearchEntry): Section<ArtifactEntry> {
    const { client } = this.#options;
    const { query } = parent;
    const load = localPages(async (options) => {
      const found = await (isRegex(query) ? this.#byRegEx(query.text, options) : client.byName(query.text, options));
      return { ...found, items: new ArtifactRows(parent).add(this.#asListedAnew(found.items)) };
    });
    return { id: "results", noun: "search results", emptyText: noMatchText(query), isSearch: true, load };
  }

  async #byRegEx(text: string, options: CallOptions): Promise<WholeList<Artifact>> {
    try {
      return await this.#options.client.byRegEx(text, options);
    } catch (error) {
      throw refusal(error);
    }
  }

  /** Shows what a tooltip may have requested before; listing it again requests it again. */
  #contents(parent: ArtifactEntry): Section<RegistryEntry> {
    let wasListed = false;
    return {
      id: "contents",
      noun: "contents",
      load: async (_, options) => {
        if (wasListed) {
          this.#forget(parent.artifact);
        }
        wasListed = true;
        return { items: contentEntries(parent, await this.#factsOf(parent.artifact, options)) };
      },
    };
  }

  /** Facts about an artifact from before it was listed again may be out of date. */
  #asListedAnew(artifacts: readonly Artifact[]): readonly Artifact[] {
    for (const artifact of artifacts) {
      this.#forget(artifact);
    }
    return artifacts;
  }

  async #delete(entry: RegistryEntry, options: CallOptions): Promise<void> {
    if (entry.kind === "artifact") {
      await this.#options.client.delete(entry.artifact, options);
      this.#forget(entry.artifact);
    }
  }

  #factsOf(key: ArtifactKey, options: CallOptions): Promise<ArtifactFacts> {
    const ask = async (own: CallOptions) => factsOf(await this.#options.client.get(key, own));
    return this.#facts.get(artifactAddress(key), ask, options);
  }

  #forget(key: ArtifactKey): void {
    this.#facts.forget(artifactAddress(key));
  }
}

/** A section that needs no request. */
function localSection<E extends RegistryEntry>(id: string, noun: string, items: readonly E[]): Section<E> {
  return { id, noun, load: () => Promise.resolve({ items }) };
}
