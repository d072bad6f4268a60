import assert from "node:assert/strict";
import { PROXY_SETTINGS, proxySettings } from "../../../../src/host/site/proxySettings";

const PROXY = "http://proxy.example.com:3128";
const AS_INSTALLED = {
  "http.proxy": "",
  "http.noProxy": [],
  "http.proxySupport": "override",
  "http.proxyStrictSSL": true,
  "http.systemCertificates": true,
};

describe("proxySettings", () => {
  const of = (changed: Readonly<Record<string, unknown>>) => {
    const settings = new Map(Object.entries({ ...AS_INSTALLED, ...changed }));
    return proxySettings(
      (name) => settings.get(name),
      () => ["a certificate"],
    );
  };

  it("leave everything to the environment, as long as nothing is set", () => {
    assert.deepEqual(of({}), { rejectUnauthorized: true, extraCertificates: ["a certificate"] });
  });

  it("take the hosts that need no proxy as a list and as a text", () => {
    assert.equal(of({ "http.noProxy": ["localhost", ".corp"] }).noProxy, "localhost,.corp");
    assert.equal(of({ "http.noProxy": "localhost,.corp" }).noProxy, "localhost,.corp");
    assert.equal(of({ "http.noProxy": "" }).noProxy, undefined);
  });

  for (const value of [null, 7, true, {}, [7, null], undefined]) {
    it(`pass over what is of no use, such as ${JSON.stringify(value)}`, () => {
      const settings = Object.fromEntries(PROXY_SETTINGS.map((name) => [name, value]));
      assert.deepEqual(of(settings), of({}));
    });
  }

  it("go without any proxy when support for them is off", () => {
    const { httpProxy, httpsProxy } = of({ "http.proxy": PROXY, "http.proxySupport": "off" });
    assert.deepEqual([httpProxy, httpsProxy], ["", ""]);
  });

  it("know the name of each setting that they read", () => {
    const read = new Set<string>();
    proxySettings(
      (name) => read.add(name),
      () => [],
    );
    assert.deepEqual([...read].sort(), [...PROXY_SETTINGS].sort());
  });
});
