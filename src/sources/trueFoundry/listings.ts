import { defined } from "../../text/defined";
import type { CallOptions } from "../contract/entry";
import type { FilterValues } from "../contract/entryFilter";
import type { Section } from "../contract/source";
import { listedPaths } from "../shared/listedPaths";
import { sortListing } from "../shared/localPages";
import { notToItself } from "../shared/pageWalk";
import { filteredSection } from "./filteredSection";
import { pickedPages } from "../filter/pickedPages";
import { aliasOf, artifactFilter, versionFilter } from "./filter/rowFilters";
import type { RowFilters } from "./filter/rowFilters";
import type { RunListings } from "./runListings";
import { dataDirectoryEntry, directoriesEntry, directoryRoot } from "./rows/directoryRows";
import type {
  ArtifactEntry,
  DataDirectoryEntry,
  DirectoriesEntry,
  FileEntry,
  FileRoot,
  GroupEntry,
  RepoEntry,
  RunEntry,
  RunsEntry,
  TrueFoundryEntry,
  VersionEntry,
} from "./rows/entries";
import { groupRowId } from "./rows/rowIds";
import { artifactEntry, fileEntry, groupEntry, repoEntry, versionEntry, versionRoot } from "./rows/rows";
import { newestFirst, rowPage } from "./versionPages";
import type { Rankings } from "../metrics/rankings";
import type { Run } from "./wire/model";
import type { TrueFoundryClient } from "./wire/client";

const PAGE_SIZE = 100;
/** A file is a short line on the wire, and VS Code draws this many rows in an instant. */
const FILE_PAGE_SIZE = 1_000;

interface ListingsOptions {
  readonly client: TrueFoundryClient;
  /** The start of every id. */
  readonly scope: string;
  readonly filter: RowFilters;
  readonly runs: RunListings;
  readonly best: Rankings<RunsEntry, Run, RunEntry>;
}

/** Lists below each row, with the filter and the order that hold when its section is made. */
export class Listings {
  readonly #options: ListingsOptions;

  constructor(options: ListingsOptions) {
    this.#options = options;
  }

  of(parent: TrueFoundryEntry | undefined): readonly Section<TrueFoundryEntry>[] {
    const { best } = this.#options;
    return parent === undefined ? [...best.sections, this.#repos()] : this.#below(parent);
  }

  #below(parent: TrueFoundryEntry): readonly Section<TrueFoundryEntry>[] {
    const { runs, best } = this.#options;
    switch (parent.kind) {
      case "ranking":
        return [best.results(parent)];
      case "repo":
        return [runs.group(parent), groups(parent), this.#directoriesGroup(parent)];
      case "runs":
        return [runs.runs(parent)];
      case "run":
        return runs.logged(parent);
      case "directories":
        return [this.#directories(parent)];
      default:
        return this.#inGroups(parent);
    }
  }

  #inGroups(
    parent: GroupEntry | ArtifactEntry | VersionEntry | DataDirectoryEntry | FileEntry,
  ): readonly Section<TrueFoundryEntry>[] {
    switch (parent.kind) {
      case "group":
        return [this.#artifacts(parent)];
      case "artifact":
        return [this.#versions(parent)];
      case "version":
        return [this.#files(versionRoot(parent.id, parent.version), "")];
      case "dataDirectory":
        return [this.#files(directoryRoot(parent), "")];
      case "directory":
        return [this.#files(parent.root, parent.path)];
      case "file":
        return [];
    }
  }

  #repos(): Section<RepoEntry> {
    const { client, scope } = this.#options;
    return {
      id: "repos",
      noun: "ML repos",
      emptyText: "No ML repos",
      load: async (cursor, options) => {
        const offset = Number(cursor ?? 0);
        const page = await client.listRepos({ offset, limit: PAGE_SIZE }, options);
        return rowPage(page, offset, (repo) => repoEntry(scope, repo));
      },
    };
  }

  /** Not there on planes without such an operation. */
  #directoriesGroup({ id, repo }: RepoEntry): Section<DirectoriesEntry> {
    const { client } = this.#options;
    return {
      id: "directories",
      noun: "data directories",
      load: async (_, options) => {
        const isServed = await client.serves("directories", repo.id, options);
        return { items: isServed ? [directoriesEntry(id, repo)] : [] };
      },
    };
  }

  #directories(parent: DirectoriesEntry): Section<DataDirectoryEntry> {
    return this.#filtered("directories", "data directories", parent, (values) => async (cursor, options) => {
      const offset = Number(cursor ?? 0);
      const query = { repoId: parent.repo.id, name: values["name"]?.[0], offset, limit: PAGE_SIZE };
      const page = await this.#options.client.listDirectories(query, options);
      return rowPage(page, offset, (directory) => dataDirectoryEntry(parent.id, directory));
    });
  }

  #artifacts(parent: GroupEntry): Section<ArtifactEntry> {
    const noun = parent.type === "model" ? "models" : "artifacts";
    return this.#filtered("artifacts", noun, parent, (values) => async (cursor, options) => {
      const offset = Number(cursor ?? 0);
      const query = { repoId: parent.repo.id, ...artifactFilter(values), offset, limit: PAGE_SIZE };
      const page = await this.#options.client.listArtifacts(parent.type, query, options);
      return rowPage(page, offset, (artifact) => artifactEntry(parent.id, artifact));
    });
  }

  /** Of an artifact below a run: those that the run logged. */
  #versions(parent: ArtifactEntry): Section<VersionEntry> {
    const { id: artifactId, type } = parent.artifact;
    const { client } = this.#options;
    const ofRun = defined({ runIds: parent.runId === undefined ? undefined : [parent.runId] });
    return this.#filtered("versions", "versions", parent, (values) => {
      const filter = versionFilter(values);
      const wanted = aliasOf(values);
      const all = newestFirst(async (range, options) => {
        const version = filter.version === "latest" ? await this.#latest(parent, options) : filter.version;
        return client.listVersions(type, { artifactId, ...filter, ...ofRun, version, ...range }, options);
      });
      const load = wanted === undefined ? all : pickedPages(all, ({ alias }) => alias === wanted);
      return async (cursor, options) => {
        const { items, ...rest } = await load(cursor, options);
        return { ...rest, items: items.map((version) => versionEntry(parent.id, version)) };
      };
    });
  }

  /** Planes no longer take the word `latest`. One without versions has none of this number. */
  async #latest({ artifact: { type, id } }: ArtifactEntry, options: CallOptions): Promise<string> {
    const { latestVersion = 0 } = await this.#options.client.getArtifact(type, id, options);
    return String(latestVersion);
  }

  #filtered<E extends TrueFoundryEntry>(
    id: string,
    noun: string,
    parent: TrueFoundryEntry,
    loaderOf: (values: FilterValues) => Section<E>["load"],
  ): Section<E> {
    return filteredSection(this.#options.filter, { id, noun, parent }, loaderOf);
  }

  /**
   * A directory that fits into one page is sorted. Of a longer one, the service's own order is kept, which runs through all
   * pages: the parts sorted would read as several lists.
   */
  #files(root: FileRoot, path: string): Section<FileEntry> {
    return {
      id: "files",
      noun: "files",
      emptyText: path === "" ? "No files" : "Empty directory",
      load: async (cursor, options) => {
        const query = { holder: root.holder, path, limit: FILE_PAGE_SIZE, cursor };
        const page = notToItself(await this.#options.client.listFiles(query, options), cursor);
        const items = listedPaths(path, page.items).map((file) => fileEntry(root, file));
        return { ...page, items: cursor === undefined && page.next === undefined ? sortListing(items) : items };
      },
    };
  }
}

/** Both groups always stand there: whether one is empty is known only where the service counts. */
function groups(parent: RepoEntry): Section<GroupEntry> {
  const types = ["model", "artifact"] as const;
  const rows = () => types.map((type) => groupEntry(groupRowId(parent.id, type), parent.repo, type));
  return { id: "groups", noun: "groups", load: () => Promise.resolve({ items: rows() }) };
}
