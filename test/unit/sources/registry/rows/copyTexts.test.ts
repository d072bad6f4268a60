import assert from "node:assert/strict";
import { POSIX } from "../../../../support/shells";
import { execFileSync } from "node:child_process";
import { copyText } from "../../../../../src/sources/registry/rows/copyTexts";
import type { RegistryEntry } from "../../../../../src/sources/registry/rows/entries";
import { artifactEntry, contentEntries, groupEntry } from "../../../../../src/sources/registry/rows/rows";
import { artifact, SCOPE, SOURCE_URL } from "../registryFixture";
import type { CopyTarget } from "../../../../../src/sources/contract/entry";

const BASE = "https://host/it's/prod/api/";
const ROW = artifactEntry({ id: "x", detail: [] }, artifact());
const [SOURCE, PACKAGE] = contentEntries(ROW, {
  name: "",
  sourceUrl: SOURCE_URL,
  package: { kind: "file", name: "12345.zip" },
});
const copy = (entry: RegistryEntry, target: CopyTarget, tokenPrefix?: string) =>
  copyText(entry, target, { baseUrl: BASE, ...(tokenPrefix !== undefined && { tokenPrefix }) }, POSIX);

describe("What is copied from the registry", () => {
  it("is an artifact's id and name, its source's address and its package's name", () => {
    assert.deepEqual(
      [copy(ROW, "id"), copy(ROW, "name"), copy(SOURCE!, "sourceUrl"), copy(PACKAGE!, "name")],
      ["12345", "google-bert/bert-base-uncased", SOURCE_URL, "12345.zip"],
    );
  });

  it("is nothing for what a row does not have", () => {
    const group = groupEntry(SCOPE, "model");
    const targets: readonly CopyTarget[] = ["id", "name", "sourceUrl", "curl", "path", "uri"];
    assert.deepEqual(
      targets.map((target) => copy(group, target)),
      targets.map(() => ""),
    );
  });

  it("names the token's variable in curl only where a token is in use", () => {
    const address = "'https://host/it%27s/prod/api/artifacts/model/12345'";
    assert.equal(copy(ROW, "curl"), `curl --fail --silent --show-error ${address}`);
    for (const prefix of ["bearer ", ""]) {
      assert.equal(
        copy(ROW, "curl", prefix),
        `curl --fail --silent --show-error --header "X-Authorization: ${prefix}$REGISTRY_TOKEN" ${address}`,
      );
    }
  });

  it("lets no id out of its quotes in a shell", () => {
    const row = artifactEntry({ id: "x", detail: [] }, artifact({ id: "1' $(touch x) `id` \" \\" }));
    const text = copy(row, "curl").replace(/^curl/, "printf '%s\\n'");
    const words = execFileSync("sh", ["-c", text], { encoding: "utf8" }).trimEnd().split("\n");
    assert.equal(words.length, 4);
    assert.match(words[3] ?? "", /^https:\/\/host\/it%27s\/prod\/api\/artifacts\/model\/1%27%20%24\(touch/);
  });
});
