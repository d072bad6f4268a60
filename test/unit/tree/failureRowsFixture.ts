import { ModelLabClient } from "../../../src/sources/modelLab/wire/client";
import { ModelLabSource } from "../../../src/sources/modelLab/source";
import { RegistryClient } from "../../../src/sources/registry/wire/client";
import { RegistrySource } from "../../../src/sources/registry/source";
import type { ArtifactSource, SearchQuery } from "../../../src/sources/contract/source";
import { ApiPaths } from "../../../src/sources/trueFoundry/wire/apiPaths";
import { TrueFoundryClient } from "../../../src/sources/trueFoundry/wire/client";
import { TrueFoundrySource } from "../../../src/sources/trueFoundry/source";
import type { SystemId } from "../../support/connectedSample";
import { TreeWalk } from "../../support/connectedSample";
import type { FaultServer, RecordedRequest } from "../../support/faultServer";
import type { Handler } from "../../support/faultServer";
import { HttpFixture } from "../../support/httpFixture";
import { artifact, stored } from "../sources/registry/registryFixture";
import { filePage, page, wireArtifact, wireRepo, wireVersion } from "../sources/trueFoundry/trueFoundryFixture";

/** What every system's requests carry here, and no row may show. */
export const SECRET = "0123456789abcdef-of-the-tests";
const LAB = "/api/v2/model-lab-api";
const TFY = "/api/ml/v1";

/** A listing that asks a service: where it stands, and what it shows when all is well. */
export interface SectionCase {
  readonly system: SystemId;
  readonly name: string;
  /** The names of the rows above it, from the top. */
  readonly path: readonly string[];
  /** Its request: the method, and the path with the query and the body. */
  readonly asks: RegExp;
  readonly noun: string;
  /** The names of its rows. */
  readonly rows: readonly string[];
  /** What an answer must have to be one; "a list" where it is nothing else. */
  readonly needs: string;
  readonly search?: SearchQuery;
  /** The sentence that stands for a 404, where that is no failure. */
  readonly notFoundText?: string;
}

const ARTIFACT_NAME = artifact().name;
const LISTED = { needs: "data", noun: "versions" };

export const SECTIONS: readonly SectionCase[] = [
  ...cases("modelLab", {
    "the projects": { path: [], asks: /^GET \/projects\?/, noun: "projects", rows: ["Alpha"], needs: "data" },
    "a project's runs": {
      path: ["Alpha"],
      asks: /^GET \/runs\?.*parent_run_id]=null/,
      noun: "runs",
      rows: ["Run"],
      needs: "data",
    },
    "a run's children": {
      path: ["Alpha", "Run"],
      asks: /^GET \/runs\?.*parent_run_id]=9/,
      noun: "child runs",
      rows: ["Child"],
      needs: "data",
    },
    "a run's files": {
      path: ["Alpha", "Run"],
      asks: /^GET \/runs\/9\/artifacts\?$/,
      noun: "artifacts",
      rows: ["step-1", "config.json"],
      needs: "data",
    },
    "a directory of a run": {
      path: ["Alpha", "Run", "step-1"],
      asks: /^GET \/runs\/9\/artifacts\?path=/,
      noun: "artifacts",
      rows: ["weights.bin"],
      needs: "data",
    },
    "a project's files": {
      path: ["Alpha", "Project artifacts"],
      asks: /^GET \/projects\/2\/artifacts\?$/,
      noun: "project artifacts",
      rows: ["f6"],
      needs: "data",
    },
  }),
  ...cases("trueFoundry", {
    "the repos": { path: [], asks: /^GET \/ml-repos\?/, noun: "ML repos", rows: ["nlp"], needs: "data" },
    models: { path: ["nlp", "Models"], asks: /^GET \/models\?/, noun: "models", rows: ["corpus"], needs: "data" },
    artifacts: {
      path: ["nlp", "Artifacts"],
      asks: /^GET \/artifacts\?/,
      noun: "artifacts",
      rows: ["corpus"],
      needs: "data",
    },
    "versions of a model": {
      path: ["nlp", "Models", "corpus"],
      asks: /^GET \/model-versions\?/,
      rows: ["v3"],
      ...LISTED,
    },
    "versions of an artifact": {
      path: ["nlp", "Artifacts", "corpus"],
      asks: /^GET \/artifact-versions\?/,
      rows: ["v3"],
      ...LISTED,
    },
    "a version's files": {
      path: ["nlp", "Artifacts", "corpus", "v3"],
      asks: /^POST \/artifact-versions\/files\?(?!.*"path")/,
      noun: "files",
      rows: ["step-1", "config.json"],
      needs: "data",
    },
    "a directory of a version": {
      path: ["nlp", "Models", "corpus", "v3", "step-1"],
      asks: /^POST \/artifact-versions\/files\?.*"path"/,
      noun: "files",
      rows: ["weights.bin"],
      needs: "data",
    },
  }),
  ...cases("registry", {
    models: { path: ["Models"], asks: /^POST \/artifacts\?/, noun: "models", rows: [ARTIFACT_NAME], needs: "a list" },
    datasets: {
      path: ["Datasets"],
      asks: /^POST \/artifacts\?/,
      noun: "datasets",
      rows: [ARTIFACT_NAME],
      needs: "a list",
    },
    code: { path: ["Code"], asks: /^POST \/artifacts\?/, noun: "code", rows: [ARTIFACT_NAME], needs: "a list" },
    "what an artifact holds": {
      path: ["Models", ARTIFACT_NAME],
      asks: /^GET \/artifacts\/model\/12345\?/,
      noun: "contents",
      rows: ["Source", "12345.zip"],
      needs: "metadata",
    },
    "a search by name": {
      path: ["Name: bert"],
      asks: /^GET \/artifact\/byName\/bert\?/,
      noun: "search results",
      rows: [ARTIFACT_NAME],
      needs: "a list",
      search: { mode: "name", text: "bert" },
      notFoundText: "No artifact matches the name bert",
    },
    "a search by regular expression": {
      path: ["Search: /bert/"],
      asks: /^POST \/artifact\/byRegEx\?/,
      noun: "search results",
      rows: [ARTIFACT_NAME],
      needs: "a list",
      search: { mode: "regex", text: "bert" },
      notFoundText: "No artifact matches /bert/",
    },
  }),
];

type Facts = Omit<SectionCase, "system" | "name">;

function cases(system: SystemId, sections: Readonly<Record<string, Facts>>): readonly SectionCase[] {
  return Object.entries(sections).map(([name, facts]) => ({ system, name, ...facts }));
}

/** Sources over a server that answers well until a test says otherwise. */
export class FailureRowsFixture extends HttpFixture {
  async open({ system, search }: SectionCase): Promise<{ server: FaultServer; walk: TreeWalk }> {
    const server = await this.serve(HEALTHY[system]);
    const source = this.#source(system, server.url);
    source.search?.set(search);
    return { server, walk: new TreeWalk(source) };
  }

  #source(system: SystemId, baseUrl: string): ArtifactSource {
    switch (system) {
      case "modelLab": {
        const headers = () => ({ "dd-api-key": SECRET, "dd-application-key": SECRET });
        const client = new ModelLabClient(this.client(baseUrl, { headers }));
        return new ModelLabSource({ client, scope: "modelLab/t", baseUrl });
      }
      case "trueFoundry": {
        const headers = () => ({ authorization: `Bearer ${SECRET}` });
        const client = new TrueFoundryClient(this.client(baseUrl, { headers }), new ApiPaths([TFY]));
        return new TrueFoundrySource({ client, scope: "trueFoundry/t", baseUrl });
      }
      case "registry": {
        const headers = () => ({ "x-authorization": `bearer ${SECRET}` });
        const client = new RegistryClient(this.client(baseUrl, { headers }));
        return new RegistrySource({ client, scope: "registry/t", baseUrl, tokenPrefix: "bearer " });
      }
    }
  }
}

/** A request as the cases name it. */
export function signature({ method, path, query, body }: RecordedRequest): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${value}`);
  return `${method} ${path.replace(LAB, "").replace(TFY, "")}?${pairs.join("&")}${body}`;
}

/** What the services answer when all is well. */
export const ANSWERS: Readonly<Record<SystemId, (request: RecordedRequest) => unknown>> = {
  modelLab: ({ path, query }) => modelLabAnswer(path.replace(LAB, ""), query),
  trueFoundry: ({ path, body }) => trueFoundryAnswer(path.replace(TFY, ""), body),
  registry: ({ method, path, body }) => registryAnswer(`${method} ${path}`, body),
};

export const HEALTHY: Readonly<Record<SystemId, Handler>> = {
  modelLab: (reply, request) => reply.json(ANSWERS.modelLab(request)),
  trueFoundry: (reply, request) => reply.json(ANSWERS.trueFoundry(request)),
  registry: (reply, request) => reply.json(ANSWERS.registry(request)),
};

type Query = Readonly<Record<string, string>>;

function modelLabAnswer(path: string, query: Query): unknown {
  switch (path) {
    case "/projects":
      return labList({ id: "2", attributes: { name: "Alpha" } });
    case "/runs": {
      const isChild = query["filter[parent_run_id]"] === "9";
      const attributes = { project_id: 2, name: isChild ? "Child" : "Run", has_children: !isChild };
      return labList({ id: isChild ? "10" : "9", attributes });
    }
    case "/projects/2/artifacts":
      return labFiles({ files: [{ artifact_path: "f6/a.json" }, { artifact_path: "f6/b.json" }] });
    default: {
      const [directory, file] = query["path"] === undefined ? ["step-1", "config.json"] : [];
      const files = [{ path: directory ?? "step-1/weights.bin", is_dir: directory !== undefined }, { path: file }];
      return labFiles({ path_in_project: "f6/artifacts", files: files.filter(({ path: name }) => name !== undefined) });
    }
  }
}

function labList(item: unknown): unknown {
  return { data: [item], meta: { page: { number: 0, total: 1, next_number: null } } };
}

function labFiles(attributes: unknown): unknown {
  return { data: { id: "1", attributes } };
}

function trueFoundryAnswer(path: string, body: string): unknown {
  switch (path) {
    case "/ml-repos":
      return page([wireRepo()]);
    case "/models":
    case "/artifacts":
      return page([wireArtifact()]);
    case "/model-versions":
    case "/artifact-versions":
      return page([wireVersion(3)]);
    default:
      return filePage(
        body.includes('"path"')
          ? [{ path: "step-1/weights.bin", is_dir: false }]
          : [{ path: "step-1", is_dir: true }, { path: "config.json" }],
      );
  }
}

function registryAnswer(request: string, body: string): unknown {
  if (request === "GET /artifacts/model/12345") {
    return stored();
  }
  const type = /"types":\["(\w+)"\]/.exec(body)?.[1] ?? "model";
  return [artifact({ type })];
}
