import type { ModelLabEntry } from "../../../src/sources/modelLab/rows/entries";
import type { RegistryEntry } from "../../../src/sources/registry/rows/entries";
import type { FilterValues } from "../../../src/sources/contract/entryFilter";
import type { SearchQuery } from "../../../src/sources/contract/source";
import type { TrueFoundryEntry } from "../../../src/sources/trueFoundry/rows/entries";
import type { SystemId } from "../../support/connectedSample";
import type { CopyTarget } from "../../../src/sources/contract/entry";

/** What the shared commands make of one row of the sample data. ORIGIN stands for the address of the server. */
export interface RowCase {
  /** The names that lead to the row from the top, or their beginnings. */
  readonly path: readonly string[];
  readonly id: string;
  /** What each of the copy commands that are offered copies. */
  readonly copies: Partial<Record<CopyTarget, string>>;
  /** What "Open in Browser" opens, or refuses to; absent where it is not offered. */
  readonly external?: string;
  /** What "Refresh Row" asks for; absent where it is not offered. */
  readonly refresh?: readonly string[];
  /** What a tooltip says: a pattern of the description, the labels of the facts, the titles of the tables. */
  readonly details: { readonly says: RegExp; readonly facts: string; readonly tables?: string };
  /** A filter to set, how the row tells it, and how many rows are below with and without; absent where it is not offered. */
  readonly filter?: { readonly values: FilterValues; readonly told: string; readonly rows: readonly [number, number] };
  /** What its deletion asks for. */
  readonly deletes?: string;
}

/** The rows of a system by their kinds. */
type Rows<Kind extends string> = Readonly<Record<Kind, RowCase>>;

const DD_KEYS = '--header "DD-API-KEY: $DD_API_KEY" --header "DD-APPLICATION-KEY: $DD_APP_KEY"';
const curl = (words: string) => `curl --fail --silent --show-error ${words}`;
const lab = (path: string, words = "") => curl(`${DD_KEYS} ${words}'ORIGIN/api/v2/model-lab-api${path}'`);

const PROJECT = "modelLab/sample/project/2387";
const RUN_FILES = "6a1df7881709a71919680373eb10d64b/artifacts";
const OTHER_RUN_FILES = "1a14c8a613380703c921e75c13adb08c/artifacts";
const BUCKET = "s3://acme-ml-artifacts/qwen36-27b-qlora-fsdp";
const NOTHING_SAID = /^$/;

/** A ranking stands only once runs were ranked: `runMetrics.test.ts` is about it. */
const MODEL_LAB_ROWS: Rows<Exclude<ModelLabEntry["kind"], "ranking">> = {
  project: {
    path: ["sweeps/qwen3-4b-lora-grid"],
    id: "modelLab/sample/project/2370",
    copies: {
      id: "2370",
      uri: "model-lab:///76404",
      link: "https://mlflow.example.com/#/experiments/2370",
      curl: lab("/projects/2370"),
    },
    external: "https://mlflow.example.com/#/experiments/2370",
    refresh: ["GET /projects/2370"],
    details: { says: /^Grid over rank/, facts: "Updated Created Tags Owner Storage ID" },
    filter: {
      values: { status: ["failed"], param: ["learning_rate:>0.0001"] },
      told: "status:failed · param learning_rate:>0.0001",
      rows: [17, 102],
    },
  },
  run: {
    path: ["qwen36-27b", "qlora-r8-lr1e-4"],
    id: `${PROJECT}/run/70158`,
    copies: {
      id: "70158",
      uri: "mlflow-artifacts:///2387/70158/artifacts",
      link: "https://mlflow.example.com/#/runs/6a1df7881709a71919680373eb10d64b",
      curl: lab("/runs/70158"),
    },
    external: "https://mlflow.example.com/#/runs/6a1df7881709a71919680373eb10d64b",
    refresh: ["GET /runs/70158"],
    deletes: "DELETE /runs/70158",
    details: { says: /^Longer schedule/, facts: "Status Started Tags Owner Storage ID", tables: "Metrics Parameters" },
  },
  directory: {
    path: ["qwen36-27b", "qlora-r8-lr1e-4", "checkpoint-102"],
    id: `${PROJECT}/run/70158/dir/checkpoint-102`,
    copies: {
      path: "checkpoint-102",
      pathInProject: `${RUN_FILES}/checkpoint-102`,
      uri: "mlflow-artifacts:///2387/70158/artifacts/checkpoint-102",
      curl: lab("/runs/70158/artifacts?path=checkpoint-102"),
    },
    refresh: [],
    details: { says: NOTHING_SAID, facts: "Path" },
  },
  file: {
    path: ["qwen36-27b", "qlora-r8-lr1e-4", "checkpoint-102", "adapter_config.json"],
    id: `${PROJECT}/run/70158/file/checkpoint-102/adapter_config.json`,
    copies: {
      path: "checkpoint-102/adapter_config.json",
      pathInProject: `${RUN_FILES}/checkpoint-102/adapter_config.json`,
      uri: "mlflow-artifacts:///2387/70158/artifacts/checkpoint-102/adapter_config.json",
      curl: lab(
        `/artifacts/content?project_id=2387&artifact_path=${encodeURIComponent(RUN_FILES)}%2Fcheckpoint-102%2Fadapter_config.json`,
        "--output './adapter_config.json' ",
      ),
    },
    details: { says: NOTHING_SAID, facts: "Path Size" },
  },
  projectListing: {
    path: ["qwen36-27b", "Project artifacts"],
    id: `${PROJECT}/artifacts`,
    copies: { uri: BUCKET, curl: lab("/projects/2387/artifacts") },
    refresh: [],
    details: { says: /^Every file of the project/, facts: "" },
  },
  projectDirectory: {
    path: ["qwen36-27b", "Project artifacts", OTHER_RUN_FILES],
    id: `${PROJECT}/artifacts/dir/${OTHER_RUN_FILES}`,
    copies: { pathInProject: OTHER_RUN_FILES, uri: `${BUCKET}/${OTHER_RUN_FILES}` },
    details: { says: NOTHING_SAID, facts: "Path in project" },
  },
  projectFile: {
    path: ["qwen36-27b", "Project artifacts", OTHER_RUN_FILES, "config.json"],
    id: `${PROJECT}/artifacts/file/${OTHER_RUN_FILES}/config.json`,
    copies: {
      pathInProject: `${OTHER_RUN_FILES}/config.json`,
      uri: `${BUCKET}/${OTHER_RUN_FILES}/config.json`,
      curl: lab(
        `/artifacts/content?project_id=2387&artifact_path=${encodeURIComponent(OTHER_RUN_FILES)}%2Fconfig.json`,
        "--output './config.json' ",
      ),
    },
    details: { says: NOTHING_SAID, facts: "Path in project Size Created" },
  },
};

const tfy = (path: string, words = "") =>
  curl(`--header "Authorization: Bearer $TFY_API_KEY" ${words}'ORIGIN/api/ml/v1${path}'`);
const posted = (body: unknown) => `--header "Content-Type: application/json" --data '${JSON.stringify(body)}' `;

const REPO = "trueFoundry/sample/repo/1187";
const EVAL = "af92d828-ac9a-4139-a888-6f8b79116782";
const EVAL_VERSION = "9338e929-011f-4596-a764-2e0fe0f643a3";
const MODEL = "faea3c50-5bba-4492-a4af-f80f192d6620";
const MODEL_VERSION = "80022b01-e6ae-48db-ad6b-cb78105e1f0a";
const VERSION_ROW = `${REPO}/models/artifact/${MODEL}/version/${MODEL_VERSION}`;
const VERSION_URI = `s3://acme-mlfoundry/1187/artifacts/${MODEL}/${MODEL_VERSION}`;
const VERSION_PATH = ["support-assistant", "Models", "qwen36-support-lora-long", "v7"];

const RUN = "7ae8f40b0ca54e57a6a34b06ff908779";
const RUN_PATH = ["support-assistant", "Runs", "qwen36-support-r32-8xh100"];
const DATA = "0923cb37-b005-4923-a914-92a6078541e6";

const TRUE_FOUNDRY_ROWS: Rows<Exclude<TrueFoundryEntry["kind"], "ranking">> = {
  repo: {
    path: ["support-assistant"],
    id: REPO,
    copies: { id: "1187", name: "support-assistant", curl: tfy("/ml-repos/1187") },
    refresh: ["GET /ml-repos/1187"],
    details: { says: /support assistant/, facts: "Created Created by Tenant Storage Runs Datasets Holds ID" },
  },
  runs: {
    path: ["support-assistant", "Runs"],
    id: `${REPO}/runs`,
    copies: {
      curl: tfy("/runs/search", posted({ experiment_ids: ["1187"], run_view_type: "ACTIVE_ONLY" })),
    },
    refresh: ["GET /ml-repos/1187"],
    details: { says: /^The runs of support-assistant\.$/, facts: "" },
    filter: {
      values: { status: ["failed"], metric: ["train/epoch:>0.1"], param: ["lora_r:64"] },
      told: "status:failed · metric train/epoch:>0.1 · param lora_r:64",
      rows: [1, 52],
    },
  },
  run: {
    path: RUN_PATH,
    id: `${REPO}/runs/run/${RUN}`,
    copies: {
      id: RUN,
      name: "qwen36-support-r32-8xh100",
      fqn: "acme/support-assistant/qwen36-support-r32-8xh100",
      uri: `s3://acme-mlfoundry/1187/runs/${RUN}/artifacts`,
      curl: tfy(`/runs/${RUN}`),
    },
    refresh: [`GET /runs/${RUN}`],
    deletes: `DELETE /runs/${RUN}`,
    details: {
      says: /^Eight GPUs/,
      facts: "Tags Status Started FQN Created by Artifacts ID",
      tables: "Metrics Parameters",
    },
  },
  directories: {
    path: ["support-assistant", "Data directories"],
    id: `${REPO}/directories`,
    copies: { curl: tfy("/data-directories?ml_repo_id=1187") },
    refresh: ["GET /ml-repos/1187"],
    details: { says: /^Data of support-assistant/, facts: "" },
    filter: { values: { name: ["support-eval-v5"] }, told: '"support-eval-v5"', rows: [1, 2] },
  },
  dataDirectory: {
    path: ["support-assistant", "Data directories", "support-conversations"],
    id: `${REPO}/directories/directory/${DATA}`,
    copies: {
      id: DATA,
      name: "support-conversations",
      fqn: "data-dir:acme/support-assistant/support-conversations",
      uri: `s3://acme-mlfoundry/1187/data/${DATA}`,
      snippet: [
        "from truefoundry.ml import get_client\n\nclient = get_client()\n",
        "data_directory = client.get_data_directory_by_fqn(",
        '    fqn="data-dir:acme/support-assistant/support-conversations"\n)\n',
        '# download the files to disk\ndata_directory.download(path="./data")\n',
      ].join("\n"),
      curl: tfy("/data-directories/files", posted({ id: DATA })),
    },
    refresh: ["GET /data-directories"],
    details: {
      says: /^(|Cleaned.*|As \*\*exported.*)$/,
      facts: "FQN Created by Created Updated Source URI ID",
      tables: "Metadata",
    },
  },
  group: {
    path: ["support-assistant", "Models"],
    id: `${REPO}/models`,
    copies: { curl: tfy("/models?ml_repo_id=1187") },
    refresh: [],
    details: { says: /^The models of support-assistant\.$/, facts: "" },
    filter: { values: { name: ["qwen36-support-lora"] }, told: '"qwen36-support-lora"', rows: [1, 2] },
  },
  artifact: {
    path: ["support-assistant", "Artifacts", "support-eval"],
    id: `${REPO}/artifacts/artifact/${EVAL}`,
    copies: {
      id: EVAL,
      name: "support-eval",
      fqn: "artifact:acme/support-assistant/support-eval",
      curl: tfy(`/artifact-versions?artifact_id=${EVAL}`),
    },
    refresh: [`GET /artifacts/${EVAL}`],
    details: { says: NOTHING_SAID, facts: "FQN Latest version Updated Created Created by ID" },
    filter: { values: { version: ["latest"] }, told: "version:latest", rows: [1, 12] },
  },
  version: {
    path: ["support-assistant", "Artifacts", "support-eval", "v12"],
    id: `${REPO}/artifacts/artifact/${EVAL}/version/${EVAL_VERSION}`,
    copies: {
      id: EVAL_VERSION,
      fqn: "artifact:acme/support-assistant/support-eval:12",
      uri: `s3://acme-mlfoundry/1187/artifacts/${EVAL}/${EVAL_VERSION}`,
      snippet: [
        "from truefoundry.ml import get_client\n\nclient = get_client()\n",
        "artifact_version = client.get_artifact_version_by_fqn(",
        '    fqn="artifact:acme/support-assistant/support-eval:12"\n)\n',
        '# download the files to disk\ndownload_info = artifact_version.download(path="./artifact")',
        "print(download_info)\n",
      ].join("\n"),
      curl: tfy(`/artifact-versions/${EVAL_VERSION}`),
    },
    refresh: [`GET /artifact-versions/${EVAL_VERSION}`],
    details: {
      says: /^From \[seed-2\]/,
      facts: "FQN Version Run Created by Created Updated Source type Source URI ID",
      tables: "Metadata",
    },
  },
  directory: {
    path: [...VERSION_PATH, "checkpoint-102"],
    id: `${VERSION_ROW}/dir/checkpoint-102`,
    copies: {
      path: "checkpoint-102",
      uri: `${VERSION_URI}/checkpoint-102`,
      curl: tfy("/artifact-versions/files", posted({ id: MODEL_VERSION, path: "checkpoint-102" })),
    },
    refresh: [],
    details: { says: NOTHING_SAID, facts: "Path" },
  },
  file: {
    path: [...VERSION_PATH, "checkpoint-102", "adapter_config.json"],
    id: `${VERSION_ROW}/file/checkpoint-102/adapter_config.json`,
    copies: {
      path: "checkpoint-102/adapter_config.json",
      uri: `${VERSION_URI}/checkpoint-102/adapter_config.json`,
      curl: tfy(
        "/artifact-versions/signed-urls",
        posted({ id: MODEL_VERSION, paths: ["checkpoint-102/adapter_config.json"], operation: "READ" }),
      ),
    },
    details: { says: NOTHING_SAID, facts: "Path Size Modified" },
  },
};

const PLAIN_URL = "http://models.example.com/plain?id=1&x=[2]";

const REGISTRY_ROWS: Rows<RegistryEntry["kind"]> = {
  search: {
    path: ["Name: squad"],
    id: "registry/sample/search/name/squad",
    copies: {},
    refresh: [],
    details: { says: /^Artifacts of exactly this name\.$/, facts: "" },
  },
  group: {
    path: ["Models"],
    id: "registry/sample/model",
    copies: {},
    refresh: [],
    details: { says: NOTHING_SAID, facts: "" },
  },
  artifact: {
    path: ["Models", "plain-http-model"],
    id: "registry/sample/model/12358",
    copies: {
      id: "12358",
      name: "plain-http-model",
      sourceUrl: PLAIN_URL,
      curl: curl("'ORIGIN/prod/api/artifacts/model/12358'"),
    },
    external: PLAIN_URL,
    refresh: ["GET /artifacts/model/12358"],
    details: { says: NOTHING_SAID, facts: "Type ID Source Package" },
    deletes: "DELETE /artifacts/model/12358",
  },
  source: {
    path: ["Models", "link-in-disguise", "Source"],
    id: "registry/sample/model/12356/source",
    copies: { sourceUrl: "javascript:alert(1)" },
    external: "refused: javascript:alert(1)",
    details: { says: NOTHING_SAID, facts: "Address" },
  },
  file: {
    path: ["Models", "plain-http-model", "12358.zip"],
    id: "registry/sample/model/12358/package",
    copies: { name: "12358.zip" },
    details: { says: NOTHING_SAID, facts: "Package of" },
  },
  nothing: {
    path: ["Models", "link-in-disguise", "No package"],
    id: "registry/sample/model/12356/package",
    copies: {},
    details: { says: /can't be reached from here/, facts: "" },
  },
};

/** A kind of a system that has no row here is an error of types. */
export const SYSTEM_ROWS: Readonly<Record<SystemId, Readonly<Record<string, RowCase>>>> = {
  modelLab: MODEL_LAB_ROWS,
  trueFoundry: TRUE_FOUNDRY_ROWS,
  registry: REGISTRY_ROWS,
};

/** A search that the registry's view shows; the systems without a search have none. */
export const SEARCH: SearchQuery = { mode: "name", text: "squad" };
