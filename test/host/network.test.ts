import assert from "node:assert/strict";
import { networkSettings } from "../../src/host/site/network";
import { UserSettings } from "./support/userSettings";

const PROXY = "http://proxy.example.com:3128";

describe("networkSettings", () => {
  const settings = new UserSettings();
  const lines: string[] = [];
  const read = (version = "1.2.3") => networkSettings(version, (line) => lines.push(line));
  afterEach(() => settings.restore());

  it("leave the proxy to the environment, as long as nothing is set", () => {
    const { proxy } = read();
    assert.deepEqual([proxy.httpProxy, proxy.httpsProxy, proxy.noProxy], [undefined, undefined, undefined]);
    assert.equal(proxy.rejectUnauthorized, true);
  });

  it("take http.proxy for both schemes", async () => {
    await settings.set("http.proxy", ` ${PROXY} `);
    const { proxy } = read();
    assert.deepEqual([proxy.httpProxy, proxy.httpsProxy], [PROXY, PROXY]);
  });

  it("go without any proxy, the environment's included, when http.proxySupport is off", async () => {
    await settings.set("http.proxy", PROXY);
    await settings.set("http.proxySupport", "off");
    const { proxy } = read();
    assert.deepEqual([proxy.httpProxy, proxy.httpsProxy], ["", ""]);
  });

  it("do so as well when there is no http.proxy", async () => {
    await settings.set("http.proxySupport", "off");
    const { proxy } = read();
    assert.deepEqual([proxy.httpProxy, proxy.httpsProxy], ["", ""]);
  });

  it("take the hosts of http.noProxy", async () => {
    await settings.set("http.noProxy", ["localhost", "*.example.com"]);
    assert.equal(read().proxy.noProxy, "localhost,*.example.com");
  });

  it("take a text in http.noProxy, too, as the environment's variable has it", async () => {
    await settings.set("http.noProxy", "localhost,.corp");
    assert.equal(read().proxy.noProxy, "localhost,.corp");
  });

  it("accept certificates that can't be verified only when http.proxyStrictSSL is off", async () => {
    await settings.set("http.proxyStrictSSL", false);
    assert.equal(read().proxy.rejectUnauthorized, false);
  });

  it("leave the system's certificates alone when http.systemCertificates is off", async () => {
    await settings.set("http.systemCertificates", false);
    assert.deepEqual(read().proxy.extraCertificates, []);
  });

  it("say who asks, in characters that a header may hold", () => {
    assert.match(read("1.2.3 ümlaut").userAgent, /^ml-artifact-explorer\/1\.2\.3 \?mlaut \([\x20-\x7e]+\)$/);
  });

  it("pass lines on to the log", () => {
    read().log("GET /projects: 200");
    assert.deepEqual(lines, ["GET /projects: 200"]);
  });
});
