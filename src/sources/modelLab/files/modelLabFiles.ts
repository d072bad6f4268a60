import { readContent } from "../../shared/fileContent";
import { factsIn, namedFile, namesOf, noSuchFile, notAFile, pathOf } from "../../shared/filePlace";
import { LoadCache, LISTING_FRESHNESS, MOST_LISTINGS } from "../../shared/loadCache";
import { listedPaths } from "../../shared/listedPaths";
import type {
  ByteRange,
  DirectoryListing,
  FileContent,
  FileFacts,
  FilePlace,
  SourceFiles,
  StatOptions,
} from "../../contract/sourceFiles";
import { defined } from "../../../text/defined";
import { withoutTrailing } from "../../../text/cutText";
import type { ModelLabClient } from "../wire/client";
import type { ModelLabEntry } from "../rows/entries";
import type { RunDirectory } from "../wire/model";
import type { PathListing } from "../../shared/paths/pathListing";
import type { RunEnds } from "./runEnds";
import type { CallOptions } from "../../contract/entry";

/** A project's own listing is asked for and kept whole. */
const MOST_PROJECTS = 4;
const MOST_RUNS = 1_000;

/** A place as it is understood; `runId` is absent in a project's own listing. */
interface Spot {
  readonly projectId: string;
  readonly runId?: string;
  /** From the root. */
  readonly names: readonly string[];
}

/** `project/<id>/run/<id>/…` for a run's files, `project/<id>/files/…` for those of a project's own listing. */
export class ModelLabFiles implements SourceFiles<ModelLabEntry> {
  readonly #client: ModelLabClient;
  readonly #directories = new LoadCache<DirectoryListing>(MOST_LISTINGS, LISTING_FRESHNESS);
  readonly #projects = new LoadCache<PathListing>(MOST_PROJECTS, LISTING_FRESHNESS);
  /** Where runs' artifact roots lie in their projects, which does not change. */
  readonly #roots = new LoadCache<string>(MOST_RUNS);
  readonly #ends: RunEnds;

  constructor(client: ModelLabClient, ends: RunEnds) {
    this.#client = client;
    this.#ends = ends;
  }

  /** Takes the listing of a run's root, so that a read need not ask where its files lie. One without files does not say it. */
  noteRoot(runId: string, listing: RunDirectory): void {
    if (listing.files.items.length > 0) {
      this.#roots.put(runId, rootOf(listing));
    }
  }

  placeOf(entry: ModelLabEntry): FilePlace | undefined {
    switch (entry.kind) {
      case "project":
      case "ranking":
        return undefined;
      case "run":
        return ["project", entry.project.id, "run", entry.run.id];
      case "directory":
      case "file":
        return ["project", entry.root.project.id, "run", entry.root.run.id, ...namesOf(entry.path)];
      case "projectListing":
        return ["project", entry.project.id, "files"];
      case "projectDirectory":
      case "projectFile":
        return ["project", entry.project.id, "files", ...namesOf(entry.node.path)];
    }
  }

  /** Of a file, from its directory's listing: the service does not tell of one alone. */
  async stat(place: FilePlace, options: StatOptions): Promise<FileFacts> {
    const spot = spotOf(place);
    if (spot.names.length === 0) {
      return { isDirectory: true };
    }
    const directory = { ...spot, names: spot.names.slice(0, -1) };
    return factsIn(await this.#list(directory, options), spot.names.at(-1));
  }

  async list(place: FilePlace, options: StatOptions): Promise<DirectoryListing> {
    return this.#list(spotOf(place), options);
  }

  /** A project's own listing is too long to be asked for again and again. */
  async changing(places: readonly FilePlace[], options: CallOptions): Promise<readonly boolean[]> {
    const runIds = places.map(([first, , area, runId]) => (first === "project" && area === "run" ? (runId ?? "") : ""));
    const running = await this.#ends.underWay(runIds, options);
    return runIds.map((id) => running.has(id));
  }

  async read(place: FilePlace, range: ByteRange | undefined, options: CallOptions): Promise<FileContent> {
    const spot = spotOf(place);
    if (spot.names.length === 0) {
      throw notAFile();
    }
    const root = spot.runId === undefined ? "" : await this.#rootOf(spot.runId, options);
    const path = [...(root === "" ? [] : [root]), ...spot.names].join("/");
    return readContent(range, (headers) =>
      this.#client.readContent({ projectId: spot.projectId, path, headers }, options),
    );
  }

  #list(spot: Spot, options: StatOptions): Promise<DirectoryListing> {
    return spot.runId === undefined
      ? this.#listProject(spot, options)
      : this.#listRun(spot.runId, pathOf(spot.names), options);
  }

  #listRun(runId: string, path: string, options: StatOptions): Promise<DirectoryListing> {
    const ask = async (own: CallOptions) => {
      const listing = await this.#client.listRunFiles(runId, path, own);
      const { files } = listing;
      if (path === "") {
        this.noteRoot(runId, listing);
      }
      return { ...files, items: listedPaths(path, files.items).map(namedFile) };
    };
    return this.#directories.get(listingKey(runId, path), ask, options);
  }

  async #listProject({ projectId, names }: Spot, options: StatOptions): Promise<DirectoryListing> {
    const ask = (own: CallOptions) => this.#client.listProjectFiles(projectId, own);
    const listing = await this.#projects.get(projectId, ask, options);
    const items = listing.below(names);
    if (items === undefined) {
      throw noSuchFile();
    }
    // A file that could not be read has no path: it may lie anywhere, and is said of once.
    return names.length === 0 ? { ...defined({ unread: listing.unread }), items } : { items };
  }

  /** A run without files does not say where they will lie. */
  #rootOf(runId: string, options: CallOptions): Promise<string> {
    const ask = async (own: CallOptions) => {
      const listing = await this.#client.listRunFiles(runId, "", own);
      if (listing.files.items.length === 0) {
        throw noSuchFile();
      }
      return rootOf(listing);
    };
    return this.#roots.get(runId, ask, options);
  }
}

function listingKey(runId: string, path: string): string {
  return JSON.stringify([runId, path]);
}

function rootOf({ pathInProject }: RunDirectory): string {
  return withoutTrailing(pathInProject, "/");
}

/** @throws ApiError (notFound) for what is no place of this system. */
function spotOf([first, projectId, area, ...rest]: FilePlace): Spot {
  if (first !== "project" || projectId === undefined) {
    throw noSuchFile();
  }
  const [runId, ...names] = rest;
  if (area === "files") {
    return { projectId, names: checked(rest) };
  }
  if (area !== "run" || runId === undefined) {
    throw noSuchFile();
  }
  return { projectId, runId, names: checked(names) };
}

function checked(names: readonly string[]): readonly string[] {
  pathOf(names);
  return names;
}
