import { ListingChoices } from "../contract/listingChoices";
import { listedPaths } from "../shared/listedPaths";
import type { PathListing, RowList } from "../shared/paths/pathListing";
import { localPages, sortListing } from "../shared/localPages";
import type { SourceFinder } from "../contract/finder";
import type { SourceAddresses } from "../contract/addresses";
import type { EntryChanges, EntryDeletion } from "../contract/entryChanges";
import type { ArtifactSource, CopyOptions, Section, SourceSiblings, SourceSnippets } from "../contract/source";
import { defined } from "../../text/defined";
import { withoutTrailing } from "../../text/cutText";
import { modelLabChanges, modelLabDeletion } from "./changes";
import type { ModelLabClient } from "./wire/client";
import { copyText, externalUrlOf } from "./rows/copyTexts";
import { detailsOf } from "./rows/details";
import { RunRows } from "./rows/runRows";
import type { ModelLabEntry, ProjectFileEntry, ProjectListingEntry, RunEntry, RunRoot } from "./rows/entries";
import { FacetSuggestions } from "./filter/facetSuggestions";
import { modelLabFinder } from "./find/finder";
import { Listings } from "./listings";
import { modelLabAddresses } from "./find/addresses";
import { ModelLabMentions } from "./find/mentions";
import { ModelLabFiles } from "./files/modelLabFiles";
import { RunEnds } from "./files/runEnds";
import { ModelLabFilter } from "./filter/modelLabFilter";
import { ModelLabSort } from "./filter/modelLabSort";
import type { SourceOwners } from "../contract/owners";
import { modelLabOwners } from "./owners";
import { ModelLabMetrics } from "./runMetrics";
import { ModelLabRuns } from "./modelLabRuns";
import { ModelLabRunTables } from "./runTables";
import { ModelLabPages } from "./pages";
import { projectFileEntry, projectListingEntry, runFileEntry } from "./rows/rows";
import { SeenOwners } from "./filter/seenOwners";
import { siblingRuns } from "./siblingRuns";
import { snippetsOf } from "./rows/snippets";
import { StarredProjects } from "./rows/starredProjects";
import { UnfilteredTotals } from "./filter/unfilteredTotals";
import type { CallOptions, CopyTarget, EntryDetails } from "../contract/entry";

interface ModelLabSourceOptions {
  readonly client: ModelLabClient;
  /** The start of every id, `modelLab/datadoghq.eu`. */
  readonly scope: string;
  /** The address in "Copy as curl", `https://api.datadoghq.eu`. */
  readonly baseUrl: string;
}

/** Datadog Model Lab as rows: projects → runs → child runs, directories, files; and each project's own listing. */
export class ModelLabSource implements ArtifactSource<ModelLabEntry> {
  readonly files: ModelLabFiles;
  readonly siblings: SourceSiblings<ModelLabEntry>;
  readonly snippets: SourceSnippets<ModelLabEntry>;
  readonly changes: EntryChanges<ModelLabEntry>;
  readonly deletion: EntryDeletion<ModelLabEntry>;
  readonly addresses: SourceAddresses<ModelLabEntry>;
  readonly choices = new ListingChoices();
  readonly sort = new ModelLabSort(this.choices);
  readonly filter: ModelLabFilter;
  readonly #listings: Listings;
  readonly #ends: RunEnds;
  readonly #totals = new UnfilteredTotals();
  readonly live: ModelLabRuns;
  readonly metrics: ModelLabMetrics;
  readonly owners: SourceOwners<ModelLabEntry>;
  readonly #rows: RunRows;
  readonly runTables: ModelLabRunTables;
  readonly mentions: ModelLabMentions;
  readonly pages: ModelLabPages;
  readonly #client: ModelLabClient;
  readonly #baseUrl: string;
  readonly finder: SourceFinder<ModelLabEntry>;

  constructor({ client, scope, baseUrl }: ModelLabSourceOptions) {
    this.#ends = new RunEnds(client);
    this.files = new ModelLabFiles(client, this.#ends);
    const owners = new SeenOwners();
    const facets = new FacetSuggestions(client);
    const rows = new RunRows(scope, this.choices);
    const shared = { owners, totals: this.#totals };
    this.#rows = rows;
    this.filter = new ModelLabFilter({ ...shared, choices: this.choices, facets });
    const starred = new StarredProjects(this.choices, scope);
    this.#listings = new Listings({
      ...shared,
      ends: this.#ends,
      rows,
      starred,
      client,
      scope,
      filter: this.filter,
      sort: this.sort,
    });
    const { found } = this.#listings;
    const changePlace = { client, found, starred, rows };
    this.changes = modelLabChanges(changePlace);
    this.deletion = modelLabDeletion(changePlace);
    this.addresses = modelLabAddresses({ client, files: this.files, scope, baseUrl, ...found });
    this.siblings = { of: (entry) => (entry.kind === "file" ? siblingRuns(client, rows, entry) : undefined) };
    this.snippets = { of: (entry, shell) => snippetsOf(entry, baseUrl, shell) };
    this.finder = modelLabFinder({ client, baseUrl, rows, projectName: (id) => this.#listings.projectName(id) });
    this.owners = modelLabOwners(this.choices);
    this.live = new ModelLabRuns(client, this.#ends, rows);
    this.metrics = new ModelLabMetrics({ scope, choices: this.choices, facets, listings: this.#listings, rows });
    this.runTables = new ModelLabRunTables(this.#listings, this.filter);
    this.mentions = new ModelLabMentions(client);
    this.pages = new ModelLabPages({ client, scope, rows, listedName: (id) => this.#listings.projectName(id) });
    this.#client = client;
    this.#baseUrl = baseUrl;
  }

  sections(parent: ModelLabEntry | undefined): readonly Section<ModelLabEntry>[] {
    switch (parent?.kind) {
      case undefined:
        return [...this.metrics.best.sections, this.#listings.projects()];
      case "project":
        return [this.#listings.runs(parent), only("artifacts", projectListingEntry(parent))];
      case "run":
        return this.#runSections(parent);
      case "directory":
        return [this.#directory(parent.root.run.id, parent.path, () => parent.root)];
      case "projectListing":
        return [this.#projectFiles(parent)];
      case "projectDirectory":
        return [localDirectory(parent)];
      case "ranking":
        return [this.metrics.best.results(parent)];
      case "file":
      case "projectFile":
        return [];
    }
  }

  async reload(entry: ModelLabEntry, options: CallOptions): Promise<ModelLabEntry> {
    switch (entry.kind) {
      case "project":
        return this.#listings.projectRow(await this.#client.getProject(entry.project.id, options));
      case "run": {
        const run = await this.#client.getRun(entry.run.id, options);
        this.#ends.note([run]);
        return this.#rows.row(entry.parent, run, entry.project);
      }
      default:
        return entry;
    }
  }

  details(entry: ModelLabEntry): EntryDetails {
    return entry.kind === "ranking"
      ? this.metrics.best.details(entry)
      : detailsOf(entry, (id) => this.#rows.ownerText(id));
  }

  redrawn(entry: ModelLabEntry): ModelLabEntry {
    return this.#rows.redrawn(entry);
  }

  copyText(entry: ModelLabEntry, target: CopyTarget, { shell }: CopyOptions): string {
    return copyText(entry, target, this.#baseUrl, shell);
  }

  externalUrl(entry: ModelLabEntry): string {
    return externalUrlOf(entry);
  }

  dispose(): void {
    this.#totals.dispose();
    this.#client.dispose();
  }

  #runSections(parent: RunEntry): readonly Section<ModelLabEntry>[] {
    const { run, project } = parent;
    const root = { rowId: parent.id, run, project };
    const files = this.#directory(run.id, "", (pathInProject) => ({ ...root, pathInProject }));
    return run.hasChildren ? [files, this.#listings.childRuns(parent)] : [files];
  }

  #directory(runId: string, path: string, rootOf: (pathInProject: string) => RunRoot): Section<ModelLabEntry> {
    const load = localPages(async (options) => {
      const listing = await this.#client.listRunFiles(runId, path, options);
      const root = rootOf(withoutTrailing(listing.pathInProject, "/"));
      if (path === "") {
        this.files.noteRoot(runId, listing);
      }
      const rows = listedPaths(path, listing.files.items).map((file) =>
        runFileEntry(root, file.path, file.isDirectory ? "directory" : file.size),
      );
      return { ...listing.files, items: sortListing(rows) };
    });
    const emptyText = path === "" ? "No artifacts" : "Empty directory";
    return { id: "files", noun: "artifacts", emptyText, isWrittenByRun: true, load };
  }

  #projectFiles(parent: ProjectListingEntry): Section<ProjectFileEntry> {
    const load = localPages(async (options) => {
      const listing = await this.#client.listProjectFiles(parent.project.id, options);
      return { ...defined({ unread: listing.unread }), items: projectRows(parent, listing, "") };
    });
    return { id: "files", noun: "project artifacts", emptyText: "No artifacts", load };
  }
}

/** A section of one row that needs no request. */
function only<E extends ModelLabEntry>(id: string, entry: E): Section<E> {
  return { id, noun: entry.name, load: () => Promise.resolve({ items: [entry] }) };
}

function localDirectory({ listingId, project, listing, node }: ProjectFileEntry): Section<ProjectFileEntry> {
  const load = localPages(() => {
    return Promise.resolve({ items: projectRows({ id: listingId, project }, listing, node.path) });
  });
  return { id: "files", noun: "project artifacts", load };
}

function projectRows(
  parent: Pick<ProjectListingEntry, "id" | "project">,
  listing: PathListing,
  path: string,
): RowList<ProjectFileEntry> {
  const rows = listing.rowsOf(path);
  return {
    length: rows.length,
    slice: (start, end) => rows.slice(start, end).map((node) => projectFileEntry(parent, listing, node)),
  };
}
