import { ListingChoices } from "../contract/listingChoices";
import { listedPaths } from "../shared/listedPaths";
import { localPages, sortListing } from "../shared/localPages";
import type { SourceFinder } from "../contract/finder";
import type {
  ArtifactSource,
  LocateOptions,
  PendingChange,
  Section,
  SiblingListing,
  Snippet,
} from "../contract/source";
import type { FilePlace } from "../contract/sourceFiles";
import { withoutTrailing } from "../../text/withoutTrailing";
import type { ChangePlace } from "./changes";
import { changeOf, deleteEntry, deletionName } from "./changes";
import type { ModelLabClient } from "./wire/client";
import { addressOf, copyText, externalUrlOf } from "./rows/copyTexts";
import { detailsOf } from "./rows/details";
import type { ModelLabEntry, ProjectFileEntry, ProjectListingEntry, RunEntry, RunRoot } from "./rows/entries";
import { FacetSuggestions } from "./filter/facetSuggestions";
import { modelLabFinder } from "./find/finder";
import { Listings } from "./listings";
import { locate, locatePlace } from "./find/locate";
import type { Locator } from "./find/locate";
import { ModelLabMentions } from "./find/mentions";
import { ModelLabFiles } from "./files/modelLabFiles";
import { ModelLabFilter } from "./filter/modelLabFilter";
import { ModelLabSort } from "./filter/modelLabSort";
import { ModelLabRuns } from "./modelLabRuns";
import { ModelLabPages } from "./pages";
import { buildPathTree } from "./rows/pathTree";
import { projectEntry, projectFileEntry, projectListingEntry, runEntry, runFileEntry } from "./rows/rows";
import { SeenOwners } from "./filter/seenOwners";
import { siblingRuns } from "./siblingRuns";
import { snippetsOf } from "./rows/snippets";
import { StarredProjects } from "./rows/starredProjects";
import { UnfilteredTotals } from "./filter/unfilteredTotals";
import type { CallOptions, Change, CopyTarget, EntryDetails } from "../contract/entry";

interface ModelLabSourceOptions {
  readonly client: ModelLabClient;
  /** The start of every id, `modelLab/datadoghq.eu`. */
  readonly scope: string;
  /** What "Copy as curl" addresses, `https://api.datadoghq.eu`. */
  readonly baseUrl: string;
}

/** Datadog Model Lab as rows: projects → runs → child runs, directories, files; and each project's own listing. */
export class ModelLabSource implements ArtifactSource<ModelLabEntry> {
  readonly files: ModelLabFiles;
  readonly choices = new ListingChoices();
  readonly sort = new ModelLabSort(this.choices);
  readonly filter: ModelLabFilter;
  readonly #listings: Listings;
  readonly #starred: StarredProjects;
  readonly #totals = new UnfilteredTotals();
  readonly live: ModelLabRuns;
  readonly mentions: ModelLabMentions;
  readonly pages: ModelLabPages;
  readonly #client: ModelLabClient;
  readonly #scope: string;
  readonly #baseUrl: string;
  readonly finder: SourceFinder<ModelLabEntry>;

  constructor({ client, scope, baseUrl }: ModelLabSourceOptions) {
    this.files = new ModelLabFiles(client);
    const owners = new SeenOwners();
    const shared = { owners, totals: this.#totals };
    this.filter = new ModelLabFilter({ ...shared, choices: this.choices, facets: new FacetSuggestions(client) });
    this.#starred = new StarredProjects(this.choices, scope);
    this.#listings = new Listings({
      ...shared,
      starred: this.#starred,
      client,
      scope,
      filter: this.filter,
      sort: this.sort,
    });
    this.finder = modelLabFinder({ client, baseUrl, projectName: (id) => this.#listings.projectName(id) });
    this.live = new ModelLabRuns(client);
    this.mentions = new ModelLabMentions(client);
    this.pages = new ModelLabPages(client, scope);
    this.#client = client;
    this.#scope = scope;
    this.#baseUrl = baseUrl;
  }

  sections(parent: ModelLabEntry | undefined): readonly Section<ModelLabEntry>[] {
    switch (parent?.kind) {
      case undefined:
        return [this.#listings.projects()];
      case "project":
        return [only("artifacts", projectListingEntry(parent)), this.#listings.runs(parent)];
      case "run":
        return this.#runSections(parent);
      case "directory":
        return [this.#directory(parent.root.run.id, parent.path, () => parent.root)];
      case "projectListing":
        return [this.#projectFiles(parent)];
      case "projectDirectory":
        return [localDirectory(parent)];
      case "file":
      case "projectFile":
        return [];
    }
  }

  async reload(entry: ModelLabEntry, options: CallOptions): Promise<ModelLabEntry> {
    switch (entry.kind) {
      case "project":
        return projectEntry(this.#scope, await this.#client.getProject(entry.project.id, options));
      case "run": {
        const run = await this.#client.getRun(entry.run.id, options);
        return runEntry(entry.parent, run, entry.project);
      }
      default:
        return entry;
    }
  }

  details(entry: ModelLabEntry): EntryDetails {
    return detailsOf(entry);
  }

  copyText(entry: ModelLabEntry, target: CopyTarget): string {
    return copyText(entry, target, this.#baseUrl);
  }

  siblings(entry: ModelLabEntry): SiblingListing | undefined {
    return entry.kind === "file" ? siblingRuns(this.#client, entry) : undefined;
  }

  snippets(entry: ModelLabEntry): readonly Snippet[] {
    return snippetsOf(entry, this.#baseUrl);
  }

  externalUrl(entry: ModelLabEntry): string {
    return externalUrlOf(entry);
  }

  delete(entry: ModelLabEntry, options: CallOptions): Promise<void> {
    return deleteEntry(this.#changePlace, entry, options);
  }

  deletionName(entry: ModelLabEntry): string {
    return deletionName(entry);
  }

  change(entry: ModelLabEntry, change: Change): PendingChange<ModelLabEntry> {
    return changeOf(this.#changePlace, entry, change);
  }

  locate(text: string, options: LocateOptions<ModelLabEntry>): Promise<readonly string[] | undefined> {
    return locate(this.#locator, text, options);
  }

  locatePlace(place: FilePlace, options: CallOptions): Promise<readonly string[]> {
    return locatePlace(this.#locator, place, options);
  }

  addressOf(entry: ModelLabEntry): string {
    return addressOf(entry);
  }

  dispose(): void {
    this.#totals.dispose();
    this.#client.dispose();
  }

  get #changePlace(): ChangePlace {
    const { found } = this.#listings;
    return { client: this.#client, scope: this.#scope, found, starred: this.#starred };
  }

  get #locator(): Locator {
    const [client, files, scope, baseUrl] = [this.#client, this.files, this.#scope, this.#baseUrl];
    const { runs, projects } = this.#listings.found;
    return { client, files, scope, baseUrl, runs, projects };
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
      const rows = listedPaths(path, listing.files).map((file) =>
        runFileEntry(root, file.path, file.isDirectory ? "directory" : file.size),
      );
      return sortListing(rows);
    });
    return { id: "files", noun: "artifacts", emptyText: path === "" ? "No artifacts" : "Empty directory", load };
  }

  #projectFiles(parent: ProjectListingEntry): Section<ProjectFileEntry> {
    const load = localPages(async (options) => {
      const files = await this.#client.listProjectFiles(parent.project.id, options);
      return sortListing(buildPathTree(files).map((node) => projectFileEntry(parent.id, parent.project, node)));
    });
    return { id: "files", noun: "project artifacts", emptyText: "No artifacts", load };
  }
}

/** A section of one row that needs no request. */
function only<E extends ModelLabEntry>(id: string, entry: E): Section<E> {
  return { id, noun: entry.name, load: () => Promise.resolve({ items: [entry] }) };
}

function localDirectory({ listingId, project, node }: ProjectFileEntry): Section<ProjectFileEntry> {
  const rows = () => sortListing(node.children.map((child) => projectFileEntry(listingId, project, child)));
  return { id: "files", noun: "project artifacts", load: localPages(() => Promise.resolve(rows())) };
}
