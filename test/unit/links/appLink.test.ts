import assert from "node:assert/strict";
import type { AppLink } from "../../../src/links/appLink";
import { appLinkText, parseAppLink, readAppLink } from "../../../src/links/appLink";

const BASE = "vscode://ml-artifact-explorer.ml-artifact-explorer";

/** As VS Code hands a link to a URI handler: with its query decoded once, as a whole. */
function received(text: string): { path: string; query: string } {
  const { pathname, search } = new URL(text);
  return { path: pathname, query: decodeURIComponent(search.slice(1)) };
}

describe("A link to a row", () => {
  it("names a run in its path", () => {
    const link: AppLink = { systemId: "modelLab", site: "datadoghq.eu", address: "run/70158" };
    assert.equal(appLinkText(BASE, link), `${BASE}/run?system=modelLab&site=datadoghq.eu&id=70158`);
  });

  const links: readonly AppLink[] = [
    { systemId: "modelLab", site: "datadoghq.eu", address: "run/70158" },
    { systemId: "modelLab", site: "https://ml.example.com:8443/prod/api?x=1", address: "project/2387" },
    { systemId: "registry", site: "sample", address: "model/12345" },
    { systemId: "trueFoundry", site: "https://a.example", address: "model:tenant/repo/größe & mehr=100%#3:7" },
    { site: "datadoghq.eu", address: "run/1" },
  ];
  for (const link of links) {
    it(`brings ${link.address} at ${link.site} back`, () => {
      assert.deepEqual(parseAppLink(received(appLinkText(BASE, link))), link);
      const pasted = appLinkText(BASE.replace("vscode:", "vscode-insiders:"), link);
      assert.deepEqual(readAppLink(pasted, "ML-artifact-explorer.ml-artifact-explorer"), link);
    });
  }

  it("may be written by hand without its system", () => {
    assert.deepEqual(parseAppLink({ path: "/run", query: "site=datadoghq.eu&id=70158" }), {
      site: "datadoghq.eu",
      address: "run/70158",
    });
  });

  it("is not read from a text that is another extension's, or none", () => {
    for (const text of [
      "run/70158",
      `${BASE}.other/run?site=a&id=1`,
      `${BASE}/run?site=a`,
      `${BASE}/run?site=%zz&id=1`,
    ]) {
      assert.equal(readAppLink(text, "ml-artifact-explorer.ml-artifact-explorer"), undefined, text);
    }
  });

  const broken = [
    { path: "", query: "" },
    { path: "/run", query: "" },
    { path: "/run", query: "site=datadoghq.eu" },
    { path: "/run", query: "site=&id=1" },
    { path: "/run/../x", query: "site=a&id=1" },
    { path: "/RUN", query: "site=a&id=1" },
    { path: "/run", query: `site=a&id=${"1".repeat(5000)}` },
  ];
  for (const uri of broken) {
    it(`is not read from ${uri.path}?${uri.query.slice(0, 40)}`, () => assert.equal(parseAppLink(uri), undefined));
  }
});
