import { listedPaths } from "../listedPaths";
import { localPages, sortListing } from "../localPages";
import type { ArtifactSource, CallOptions, CopyTarget, EntryDetails, Section } from "../source";
import type { ModelLabClient } from "./client";
import { copyText, externalUrlOf } from "./copyTexts";
import { detailsOf } from "./details";
import type { ModelLabEntry, ProjectEntry, ProjectFileEntry, ProjectListingEntry, RunEntry, RunRoot } from "./entries";
import type { Project } from "./model";
import { ModelLabFiles } from "./modelLabFiles";
import { buildPathTree } from "./pathTree";
import { projectEntry, projectFileEntry, projectListingEntry, runEntry, runFileEntry } from "./rows";

/** Rows asked for at a time: the service's maximum, as a page of runs costs 0.06 MB on the wire. */
const PAGE_SIZE = 100;

export interface ModelLabSourceOptions {
  readonly client: ModelLabClient;
  /** The start of every id, `modelLab/datadoghq.eu`. */
  readonly scope: string;
  /** What "Copy as curl" addresses, `https://api.datadoghq.eu`. */
  readonly baseUrl: string;
}

/** Datadog Model Lab as rows: projects → runs → child runs, directories, files; and each project's own listing. */
export class ModelLabSource implements ArtifactSource<ModelLabEntry> {
  readonly files: ModelLabFiles;
  readonly #client: ModelLabClient;
  readonly #scope: string;
  readonly #baseUrl: string;

  constructor({ client, scope, baseUrl }: ModelLabSourceOptions) {
    this.files = new ModelLabFiles(client);
    this.#client = client;
    this.#scope = scope;
    this.#baseUrl = baseUrl;
  }

  sections(parent: ModelLabEntry | undefined): readonly Section<ModelLabEntry>[] {
    switch (parent?.kind) {
      case undefined:
        return [this.#projects()];
      case "project":
        return [only("artifacts", projectListingEntry(parent)), this.#runs(parent, parent.project, null)];
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

  externalUrl(entry: ModelLabEntry): string {
    return externalUrlOf(entry);
  }

  dispose(): void {
    this.#client.dispose();
  }

  #projects(): Section<ProjectEntry> {
    return {
      id: "projects",
      noun: "projects",
      emptyText: "No projects",
      load: async (cursor, options) => {
        const query = { sort: "-updated_at", pageSize: PAGE_SIZE, ...pageOf(cursor) } as const;
        const page = await this.#client.listProjects(query, options);
        return { ...pageFacts(page), entries: page.items.map((project) => projectEntry(this.#scope, project)) };
      },
    };
  }

  #runs(parent: ModelLabEntry, project: Project, parentRunId: string | null): Section<RunEntry> {
    const isRoot = parentRunId === null;
    return {
      id: "runs",
      noun: isRoot ? "runs" : "child runs",
      ...(isRoot ? { emptyText: "No runs" } : {}),
      load: async (cursor, options) => {
        const query = {
          projectId: project.id,
          parentRunId,
          pinnedFirst: true,
          sort: "-created_at",
          pageSize: PAGE_SIZE,
          ...pageOf(cursor),
        } as const;
        const page = await this.#client.listRuns(query, options);
        return { ...pageFacts(page), entries: page.items.map((run) => runEntry(parent, run, project)) };
      },
    };
  }

  #runSections(parent: RunEntry): readonly Section<ModelLabEntry>[] {
    const { run, project } = parent;
    const root = { rowId: parent.id, run, project };
    const files = this.#directory(run.id, "", (pathInProject) => ({ ...root, pathInProject }));
    return run.hasChildren ? [files, this.#runs(parent, project, run.id)] : [files];
  }

  #directory(runId: string, path: string, rootOf: (pathInProject: string) => RunRoot): Section<ModelLabEntry> {
    const load = localPages(async (options) => {
      const listing = await this.#client.listRunFiles(runId, path, options);
      const root = rootOf(listing.pathInProject.replace(/\/+$/, ""));
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
  return { id, noun: entry.name, load: () => Promise.resolve({ entries: [entry] }) };
}

function localDirectory({ listingId, project, node }: ProjectFileEntry): Section<ProjectFileEntry> {
  const rows = () => sortListing(node.children.map((child) => projectFileEntry(listingId, project, child)));
  return { id: "files", noun: "project artifacts", load: localPages(() => Promise.resolve(rows())) };
}

function pageOf(cursor: string | undefined): { page?: number } {
  return cursor === undefined ? {} : { page: Number(cursor) };
}

function pageFacts(page: { total: number; next?: number }): { total: number; next?: string } {
  return page.next === undefined ? { total: page.total } : { total: page.total, next: String(page.next) };
}
