import { withoutTrailing } from "../../text/cutText";
import type { SourceAddresses } from "../contract/addresses";
import type { CallOptions, CopyTarget, EntryDetails } from "../contract/entry";
import type { EntryArchive, EntryDeletion } from "../contract/entryChanges";
import type { SourceFinder } from "../contract/finder";
import { ListingChoices } from "../contract/listingChoices";
import type { ArtifactSource, CopyOptions, Section, SourceSiblings, SourceSnippets } from "../contract/source";
import { JustFound } from "../shared/justFound";
import type { SignedContent } from "../shared/signedContent";
import { trueFoundryAddresses } from "./addresses";
import { RowFilters } from "./filter/rowFilters";
import { RunSort } from "./filter/runSort";
import { SeenRuns } from "./filter/seenRuns";
import { trueFoundryFinder } from "./finder";
import { Listings } from "./listings";
import { TrueFoundryMentions } from "./mentions";
import { TrueFoundryPages } from "./pages";
import { reloadEntry } from "./reloadEntry";
import { ChosenRows } from "./rows/chosenRows";
import { copyText } from "./rows/copyTexts";
import { detailsOf } from "./rows/details";
import type { TrueFoundryEntry } from "./rows/entries";
import { snippetsOf } from "./rows/snippets";
import { runArchive, runDeletion } from "./runChanges";
import { RunListings } from "./runListings";
import { TrueFoundryRunTables } from "./runTables";
import { siblingVersions } from "./siblingVersions";
import { TrueFoundryFiles } from "./trueFoundryFiles";
import { TrueFoundryMetrics } from "./trueFoundryMetrics";
import { TrueFoundryRuns } from "./trueFoundryRuns";
import { TrueFoundrySeries } from "./trueFoundrySeries";
import type { TrueFoundryClient } from "./wire/client";
import type { Run } from "./wire/model";

interface TrueFoundrySourceOptions {
  readonly client: TrueFoundryClient;
  /** The start of every id. */
  readonly scope: string;
  /** The control plane's URL, which "Copy as curl" addresses. */
  readonly baseUrl: string;
  /** Reads what signed links lead to, and is disposed with the source, which has no files without it. */
  readonly signed?: SignedContent;
}

/** TrueFoundry as rows: ML repos → runs; models, artifacts → versions; data directories → directories, files. */
export class TrueFoundrySource implements ArtifactSource<TrueFoundryEntry> {
  readonly choices = new ListingChoices();
  readonly filter: RowFilters;
  readonly sort: RunSort;
  readonly live: TrueFoundryRuns;
  readonly runTables: TrueFoundryRunTables;
  readonly series: TrueFoundrySeries;
  readonly metrics: TrueFoundryMetrics;
  readonly finder: SourceFinder<TrueFoundryEntry>;
  readonly files?: TrueFoundryFiles;
  readonly siblings: SourceSiblings<TrueFoundryEntry>;
  readonly snippets: SourceSnippets<TrueFoundryEntry>;
  readonly addresses: SourceAddresses<TrueFoundryEntry>;
  readonly pages: TrueFoundryPages;
  readonly mentions: TrueFoundryMentions;
  readonly deletion: EntryDeletion<TrueFoundryEntry>;
  readonly archive: EntryArchive<TrueFoundryEntry>;
  readonly #listings: Listings;
  readonly #rows: ChosenRows;
  readonly #client: TrueFoundryClient;
  readonly #scope: string;
  readonly #baseUrl: string;
  readonly #signed: SignedContent | undefined;

  constructor({ client, scope, baseUrl, signed }: TrueFoundrySourceOptions) {
    this.#rows = new ChosenRows(scope, this.choices);
    const seen = new SeenRuns();
    const found = new JustFound<Run>();
    this.filter = new RowFilters({ choices: this.choices, client, seen });
    this.sort = new RunSort({ choices: this.choices, seen });
    const runs = new RunListings({ client, filter: this.filter, sort: this.sort, seen, found, rows: this.#rows });
    const { choices, filter } = this;
    this.metrics = new TrueFoundryMetrics({ scope, choices, filter, runs, rows: this.#rows });
    this.#listings = new Listings({ client, scope, filter, runs, best: this.metrics.best });
    this.runTables = new TrueFoundryRunTables(runs);
    this.live = new TrueFoundryRuns(client, this.#rows);
    this.deletion = runDeletion(client);
    this.archive = runArchive(client);
    this.series = new TrueFoundrySeries(client);
    this.#signed = signed;
    this.pages = new TrueFoundryPages(client, scope, this.#rows);
    if (signed !== undefined) {
      this.files = new TrueFoundryFiles(client, signed);
    }
    this.siblings = { of: (entry) => (entry.kind === "file" ? siblingVersions(client, entry) : undefined) };
    this.snippets = { of: (entry, shell) => snippetsOf(entry, this.#apiUrl, shell) };
    this.addresses = trueFoundryAddresses({ client, scope, files: this.files, found });
    this.finder = trueFoundryFinder(client);
    this.mentions = new TrueFoundryMentions(client);
    this.#client = client;
    this.#scope = scope;
    this.#baseUrl = baseUrl;
  }

  sections(parent: TrueFoundryEntry | undefined): readonly Section<TrueFoundryEntry>[] {
    return this.#listings.of(parent);
  }

  reload(entry: TrueFoundryEntry, options: CallOptions): Promise<TrueFoundryEntry> {
    return reloadEntry({ client: this.#client, scope: this.#scope, rows: this.#rows }, entry, options);
  }

  details(entry: TrueFoundryEntry): EntryDetails {
    return entry.kind === "ranking" ? this.metrics.best.details(entry) : detailsOf(entry);
  }

  redrawn(entry: TrueFoundryEntry): TrueFoundryEntry {
    return this.#rows.redrawn(entry);
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
}
