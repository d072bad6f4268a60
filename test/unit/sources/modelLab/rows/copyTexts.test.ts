import assert from "node:assert/strict";
import { POSIX } from "../../../../support/shells";
import { execFileSync } from "node:child_process";
import { copyText } from "../../../../../src/sources/modelLab/rows/copyTexts";
import { PathListing } from "../../../../../src/sources/shared/paths/pathListing";
import {
  projectEntry,
  projectFileEntry,
  projectListingEntry,
  runEntry,
  runFileEntry,
} from "../../../../../src/sources/modelLab/rows/rows";
import type { ModelLabEntry } from "../../../../../src/sources/modelLab/rows/entries";
import { project, run } from "../../../../support/modelLabBuilders";
import type { CopyTarget } from "../../../../../src/sources/contract/entry";

const BASE = "https://api.datadoghq.eu";
const ROOT = { rowId: "r", run: run(), project: project(), pathInProject: "f635/artifacts" };
const FILE = runFileEntry(ROOT, "lora_model/adapter config.json", 10);
const DIRECTORY = runFileEntry(ROOT, "lora_model", "directory");

const PARENT = { kind: "project", id: "p" };

const copy = (entry: ModelLabEntry, target: CopyTarget) => copyText(entry, target, BASE, POSIX);

describe("copyText", () => {
  it("gives a file's path in the run and in the project", () => {
    assert.equal(copy(FILE, "path"), "lora_model/adapter config.json");
    assert.equal(copy(FILE, "pathInProject"), "f635/artifacts/lora_model/adapter config.json");
    assert.equal(copy(DIRECTORY, "pathInProject"), "f635/artifacts/lora_model");
  });

  it("joins a run's own location with the path", () => {
    assert.equal(copy(FILE, "uri"), "mlflow-artifacts:///2387/70158/artifacts/lora_model/adapter config.json");
  });

  it("joins the project's location with the path in the project, where a run has none of its own", () => {
    const file = runFileEntry({ ...ROOT, run: run({ artifactLocation: "" }) }, "a.json", 1);
    assert.equal(copy(file, "uri"), "s3://bucket/active-project/f635/artifacts/a.json");
  });

  it("joins a location that ends in slashes with one slash", () => {
    const file = runFileEntry({ ...ROOT, run: run({ artifactLocation: "s3://bucket/run//" }) }, "a.json", 1);
    assert.equal(copy(file, "uri"), "s3://bucket/run/a.json");
  });

  it("gives a project file's path and URI as the service lists it", () => {
    const listing = PathListing.of([{ path: "a.json", createdAt: 0 }]);
    const [node] = listing.rowsOf("").slice(0, 1);
    const file = projectFileEntry({ id: "l", project: project() }, listing, node!);
    assert.deepEqual([copy(file, "pathInProject"), copy(file, "uri")], ["a.json", "s3://bucket/active-project/a.json"]);
  });

  it("gives ids and links", () => {
    assert.equal(
      copy(runEntry(PARENT, run({ externalUrl: "https://mlflow/#/runs/1" }), project()), "link"),
      "https://mlflow/#/runs/1",
    );
    assert.deepEqual(
      [copy(runEntry(PARENT, run(), project()), "id"), copy(projectEntry("s", project()), "id")],
      ["70158", "2387"],
    );
  });

  it("names the keys' variables in curl, and each thing's own request", () => {
    const keys = '--header "DD-API-KEY: $DD_API_KEY" --header "DD-APPLICATION-KEY: $DD_APP_KEY"';
    const curl = `curl --fail --silent --show-error ${keys}`;
    const api = `${BASE}/api/v2/model-lab-api`;
    assert.equal(copy(projectEntry("s", project()), "curl"), `${curl} '${api}/projects/2387'`);
    assert.equal(copy(runEntry(PARENT, run(), project()), "curl"), `${curl} '${api}/runs/70158'`);
    assert.equal(
      copy(projectListingEntry(projectEntry("s", project())), "curl"),
      `${curl} '${api}/projects/2387/artifacts'`,
    );
    assert.equal(copy(DIRECTORY, "curl"), `${curl} '${api}/runs/70158/artifacts?path=lora_model'`);
    const path = "f635%2Fartifacts%2Flora_model%2Fadapter%20config.json";
    const content = `'${api}/artifacts/content?project_id=2387&artifact_path=${path}'`;
    assert.equal(copy(FILE, "curl"), `${curl} --output './adapter config.json' ${content}`);
  });

  it("lets no name out of its quotes in a shell", () => {
    const name = 'it\'s $(touch x) `id` "q" \\ -o.json';
    const text = copy(runFileEntry(ROOT, name, 1), "curl").replace(/^curl/, "printf '%s\\n'");
    const words = execFileSync("sh", ["-c", text], { encoding: "utf8" }).trimEnd().split("\n");
    assert.equal(words[words.indexOf("--output") + 1], "./it_s _(touch x) _id_ _q_ _ -o.json");
  });
});
