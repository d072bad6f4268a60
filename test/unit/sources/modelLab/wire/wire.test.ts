import assert from "node:assert/strict";
import { ApiError } from "../../../../../src/http/apiError";
import { facetKeysSchema, facetValuesSchema } from "../../../../../src/sources/modelLab/wire/facetWire";
import { runDirectorySchema } from "../../../../../src/sources/modelLab/wire/fileWire";
import { projectSchema } from "../../../../../src/sources/modelLab/wire/projectWire";
import type { Run } from "../../../../../src/sources/modelLab/wire/model";
import { runSchema } from "../../../../../src/sources/modelLab/wire/runWire";
import { PathListing } from "../../../../../src/sources/shared/paths/pathListing";
import { ProjectFilesParser } from "../../../../../src/sources/modelLab/wire/projectFilesParser";
import { parseWire } from "../../../../../src/sources/shared/parseWire";
import { listSchema, oneSchema } from "../../../../../src/sources/modelLab/wire/wire";

const PROJECTS = listSchema(projectSchema);
const RUNS = listSchema(runSchema);
const RUN = oneSchema(runSchema);
/** A run with its params and metrics as they are shown. */
const listed = (run: Run) => ({ ...run, params: run.params.list(), metrics: run.metrics.list() });
const DIRECTORY = oneSchema(runDirectorySchema);
const META = { page: { number: 0, total: 2, next_number: 1 } };
/** A project's own listing as it is read from the bytes of an answer. */
function filesIn(answer: unknown): PathListing {
  const parser = new ProjectFilesParser();
  parser.write(Buffer.from(JSON.stringify(answer)));
  return new PathListing(parser.finish("application/json"));
}

const CREATED = Date.parse("2024-01-20T10:00:00Z");

/** As the API page shows it. */
const PROJECT = {
  id: "2",
  type: "projects",
  attributes: {
    artifact_storage_location: "s3://bucket/active-project",
    created_at: "2024-01-20T10:00:00Z",
    deleted_at: "2019-09-19T10:00:00.000Z",
    description: "A machine learning training project.",
    external_url: "string",
    is_starred: true,
    name: "llm-benchmark/Qwen3-4B",
    owner_id: "u-1",
    tags: [{ key: "model", value: "opus" }],
    updated_at: "2024-01-20T11:00:00Z",
  },
};
const RUN_ATTRIBUTES = {
  name: "vanilla",
  description: "",
  project_id: 2387,
  status: "completed",
  started_at: "2024-01-20T10:00:00Z",
  created_at: "2024-01-20T10:00:00Z",
  updated_at: "2024-01-20T10:00:00Z",
  completed_at: "2024-01-20T10:00:27.5Z",
  duration: 27.5,
  has_children: true,
  is_pinned: true,
  descendant_match: true,
  external_url: "https://mlflow/#/runs/f635",
  owner_id: "u-1",
  mlflow_artifact_location: "mlflow-artifacts:///2438/71355/artifacts",
  tags: [],
  params: [{ key: "lr", value: "1e-4" }],
  metric_summaries: [
    { key: "loss", count: 3, min: 1, max: 3, mean: 2, latest: 1, stddev: 0.5, first_step: 0, last_step: 20 },
  ],
};

describe("The wire of Model Lab", () => {
  it("reads a project", () => {
    const { items, total, next } = parseWire(PROJECTS, { data: [PROJECT], meta: META, links: {} });
    assert.deepEqual({ total, next }, { total: 2, next: "1" });
    assert.deepEqual(items, [
      {
        id: "2",
        name: "llm-benchmark/Qwen3-4B",
        description: "A machine learning training project.",
        storageLocation: "s3://bucket/active-project",
        createdAt: CREATED,
        updatedAt: CREATED + 3_600_000,
        isStarred: true,
        tags: [{ key: "model", value: "opus" }],
        ownerId: "u-1",
        externalUrl: "string",
      },
    ]);
  });

  it("reads a run", () => {
    assert.deepEqual(listed(parseWire(RUN, { data: { id: "9", type: "runs", attributes: RUN_ATTRIBUTES } })), {
      id: "9",
      projectId: "2387",
      name: "vanilla",
      description: "",
      status: "completed",
      createdAt: CREATED,
      updatedAt: CREATED,
      startedAt: CREATED,
      completedAt: CREATED + 27_500,
      durationSeconds: 27.5,
      hasChildren: true,
      isPinned: true,
      isDescendantMatch: true,
      ownerId: "u-1",
      externalUrl: "https://mlflow/#/runs/f635",
      artifactLocation: "mlflow-artifacts:///2438/71355/artifacts",
      tags: [],
      params: [{ key: "lr", value: "1e-4" }],
      metrics: [{ key: "loss", count: 3, min: 1, max: 3, mean: 2, latest: 1, lastStep: 20 }],
    });
  });

  it("keeps nothing of a run but what is shown", () => {
    const attributes = { ...RUN_ATTRIBUTES, secret_plan: { large: "x" } };
    assert.ok(!JSON.stringify(parseWire(RUN, { data: { id: "9", attributes, more: 1 } })).includes("large"));
  });

  it("reads a run whose every field is null but its ids", () => {
    const nulls = Object.fromEntries(Object.keys(RUN_ATTRIBUTES).map((key) => [key, null]));
    for (const attributes of [{ ...nulls, project_id: 7 }, { project_id: "7" }]) {
      assert.deepEqual(listed(parseWire(RUN, { data: { id: 9, attributes } })), {
        id: "9",
        projectId: "7",
        name: "9",
        description: "",
        status: "unknown",
        createdAt: 0,
        updatedAt: 0,
        hasChildren: false,
        isPinned: false,
        isDescendantMatch: false,
        artifactLocation: "",
        tags: [],
        params: [],
        metrics: [],
      });
    }
  });

  it("reads what is odd: words it does not know, numbers as texts, texts as numbers, dates that are none", () => {
    const attributes = {
      ...RUN_ATTRIBUTES,
      project_id: "2387",
      type: "experiments",
      status: "hibernating",
      created_at: "yesterday",
      duration: "27.5",
      started_at: "integer",
      is_pinned: "yes",
      tags: [
        null,
        7,
        { key: null, value: "x" },
        { key: "k", value: null },
        { key: "n", value: 4 },
        { key: "b", value: true },
      ],
      params: "many",
      metric_summaries: [null, {}, { key: "loss", count: "3", min: "none", max: null, latest: "0.5", mean: {} }],
    };
    const run = parseWire(RUN, { data: { id: "9", attributes } });
    assert.equal(run.status, "hibernating");
    assert.equal(run.createdAt, CREATED, "the update's time stands for it");
    assert.equal(run.durationSeconds, 27.5);
    assert.ok(!("startedAt" in run));
    assert.equal(run.isPinned, false);
    assert.deepEqual(run.tags, [
      { key: "k", value: "" },
      { key: "n", value: "4" },
      { key: "b", value: "true" },
    ]);
    assert.deepEqual(run.params.list(), []);
    assert.deepEqual(run.metrics.list(), [{ key: "loss", count: 3, latest: 0.5 }]);
  });

  it("reads metrics that are NaN, infinite or too large, as numbers and as texts", () => {
    const metric_summaries = [
      { key: "loss", count: 1, latest: NaN, min: -Infinity, max: Infinity, mean: Number("1e999") },
      { key: "text", count: 1, latest: "NaN", min: "-Infinity", max: "Infinity", mean: "inf" },
    ];
    const { metrics } = parseWire(RUN, { data: { id: "9", attributes: { project_id: "1", metric_summaries } } });
    const values = { count: 1, latest: NaN, min: -Infinity, max: Infinity, mean: Infinity };
    assert.deepEqual(metrics.list(), [
      { key: "loss", ...values },
      { key: "text", ...values },
    ]);
  });

  it("reads a directory of a run", () => {
    const files = [
      { path: "lora_model/", is_dir: true, file_size: 0 },
      { path: "config.json", is_dir: false, file_size: 12 },
      { path: "weights.pt", is_dir: false, file_size: "integer" },
      { path: "log.txt", is_dir: null, file_size: "34" },
      { path: "dir/" },
    ];
    const body = { data: { id: "42", type: "artifacts", attributes: { path_in_project: "runs/42", files } } };
    assert.deepEqual(parseWire(DIRECTORY, body), {
      pathInProject: "runs/42",
      files: {
        items: [
          { path: "lora_model/", isDirectory: true },
          { path: "config.json", isDirectory: false, size: 12 },
          { path: "weights.pt", isDirectory: false },
          { path: "log.txt", isDirectory: false, size: 34 },
          { path: "dir/", isDirectory: true },
        ],
      },
    });
  });

  it("reads a run without artifacts, wherever they would have been", () => {
    for (const attributes of [{ path_in_project: null, files: null }, { files: [] }]) {
      assert.deepEqual(parseWire(DIRECTORY, { data: { attributes } }), { pathInProject: "", files: { items: [] } });
    }
  });

  it("reads the files of a project", () => {
    const files = [
      {
        artifact_path: "projects/1/model.pkl",
        created_at: "2024-01-20T10:00:00Z",
        file_size: "integer",
        filename: "model.pkl",
      },
      { artifact_path: "projects/1/a.txt", created_at: null, file_size: 3, filename: null },
    ];
    const rows = filesIn({ data: { id: "1", attributes: { files } } }).rowsOf("projects/1");
    assert.deepEqual(
      rows.slice(0, 2).map(({ file }) => file),
      [
        { path: "projects/1/a.txt", createdAt: 0, size: 3 },
        { path: "projects/1/model.pkl", createdAt: CREATED },
      ],
    );
  });

  it("reads facets", () => {
    const keys = { metrics: null, parameters: ["lr", 7, null], tags: [] };
    assert.deepEqual(parseWire(oneSchema(facetKeysSchema), { data: { attributes: keys } }), {
      metrics: [],
      parameters: ["lr", "7"],
      tags: [],
    });
    const values = {
      facet_name: "loss",
      facet_type: "metric",
      values: null,
      numeric_range: { min: 0, max: "2.5" },
    };
    assert.deepEqual(parseWire(oneSchema(facetValuesSchema), { data: { attributes: values } }), {
      name: "loss",
      type: "metric",
      values: [],
      numericRange: { min: 0, max: 2.5 },
    });
    assert.deepEqual(parseWire(oneSchema(facetValuesSchema), { data: { attributes: { numeric_range: null } } }), {
      name: "",
      type: "",
      values: [],
    });
  });

  describe("a list", () => {
    for (const [page, expected] of [
      [
        { total: 3, next_number: null },
        { items: [], total: 3 },
      ],
      [{ total: 3 }, { items: [], total: 3 }],
      [
        { total: "3", next_number: "2" },
        { items: [], total: 3, next: "2" },
      ],
      [
        { total: null, next_number: 0 },
        { items: [], total: 0, next: "0" },
      ],
    ] as const) {
      it(`with ${JSON.stringify(page)}`, () => {
        assert.deepEqual(parseWire(RUNS, { data: [], meta: { page } }), expected);
      });
    }
  });

  describe("leaves out and counts", () => {
    const good = { id: "1", attributes: RUN_ATTRIBUTES };
    const cases: readonly [bad: unknown, reason: string][] = [
      [{ attributes: RUN_ATTRIBUTES }, "no id"],
      [{ ...good, id: null }, "no id"],
      [{ ...good, id: {} }, "id can't be understood"],
      [{ ...good, id: "" }, "id can't be understood"],
      [{ ...good, id: Number("12345678901234567890") }, "id can't be understood"],
      [null, "not an object"],
      ["run", "not an object"],
      [{ id: "1" }, "no attributes"],
      [{ id: "1", attributes: [] }, "no attributes.project_id"],
      [{ id: "1", attributes: {} }, "no attributes.project_id"],
    ];
    for (const [bad, reason] of cases) {
      it(`${JSON.stringify(bad).slice(0, 40)} among runs: ${reason}`, () => {
        const { items, unread } = parseWire(RUNS, { data: [good, bad, { ...good, id: "2" }], meta: META });
        assert.deepEqual(
          items.map(({ id }) => id),
          ["1", "2"],
        );
        assert.deepEqual(unread, { count: 1, reasons: [reason] });
      });
    }

    it("projects and files alike", () => {
      const projects = parseWire(PROJECTS, {
        data: [
          { id: "1", attributes: [] },
          { id: "2", attributes: {} },
        ],
        meta: META,
      });
      assert.deepEqual(
        [projects.items.map(({ id }) => id), projects.unread],
        [["2"], { count: 1, reasons: ["attributes can't be understood"] }],
      );
      const attributes = { path_in_project: "x", files: [{ path: "a" }, { is_dir: true }] };
      const { files } = parseWire(DIRECTORY, { data: { attributes } });
      assert.deepEqual(files, {
        items: [{ path: "a", isDirectory: false }],
        unread: { count: 1, reasons: ["no path"] },
      });
      const { unread } = filesIn({ data: { attributes: { files: [{}, null] } } });
      assert.deepEqual(unread, { count: 2, reasons: ["no artifact_path", "not an object"] });
    });

    it("no more than three reasons, each once", () => {
      const bad = [null, null, {}, { id: 1 }, { id: {} }];
      const { unread } = parseWire(RUNS, { data: bad, meta: META });
      assert.deepEqual(unread, { count: 5, reasons: ["not an object", "no id", "no attributes"] });
    });
  });

  describe("names the field that it needs", () => {
    const cases: readonly [schema: Parameters<typeof parseWire>[0], body: unknown, message: string][] = [
      [RUNS, null, "the answer is not an object"],
      [RUNS, [], "the answer has no data"],
      [RUNS, {}, "the answer has no data"],
      [RUNS, { data: null, meta: META }, "the answer has no data"],
      [RUNS, { data: {}, meta: META }, "the answer's data can't be understood"],
      [RUNS, { data: [] }, "the answer has no meta"],
      [RUNS, { data: [], meta: {} }, "the answer has no meta.page"],
      [
        RUNS,
        { data: [], meta: { page: { next_number: "two" } } },
        "the answer's meta.page.next_number can't be understood",
      ],
      [DIRECTORY, { data: { attributes: { path_in_project: "x" } } }, "the answer has no data.attributes.files"],
      [
        DIRECTORY,
        { data: { attributes: { path_in_project: null, files: [{ path: "a" }] } } },
        "the answer has no data.attributes.path_in_project",
      ],
    ];
    for (const [schema, body, message] of cases) {
      it(message, () => {
        assert.throws(
          () => parseWire(schema, body),
          (error) => error instanceof ApiError && error.kind === "badResponse" && error.message === message,
        );
      });
    }
  });
});
