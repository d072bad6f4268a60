import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import type { SampleServerOptions } from "../../../src/sample/sampleServer";
import { RegistryFixture } from "./registryFixture";

describe("sample server: signed addresses", () => {
  let registry: RegistryFixture;
  before(async () => {
    registry = await RegistryFixture.start({ isControllable: true });
  });
  afterEach(() => {
    registry.sample.server.reset();
    registry.sample.server.clearRequests();
  });
  after(() => registry.close());

  const addressOf = async (type = "model", id = "12345", from = registry): Promise<string> =>
    (await from.retrieve(type, id)).data.download_url ?? "";

  it("are served on another port, to those who have no keys", async () => {
    const address = await addressOf();
    assert.notEqual(new URL(address).port, new URL(registry.sample.server.origin).port);
    const response = await fetch(address);
    assert.equal(response.status, 200);
    assert.ok((await response.arrayBuffer()).byteLength > 100_000);
  });

  it("name a zip archive whose directory, sizes and checksums are right", async () => {
    for (const [type, id] of [
      ["model", "12353"],
      ["dataset", "20001"],
      ["code", "30001"],
    ] as const) {
      const zip = Buffer.from(await (await fetch(await addressOf(type, id))).arrayBuffer());
      const end = zip.length - 22;
      assert.equal(zip.readUInt32LE(end), 0x06054b50);
      let at = zip.readUInt32LE(end + 16);
      const names: string[] = [];
      for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
        assert.equal(zip.readUInt32LE(at), 0x02014b50);
        const nameLength = zip.readUInt16LE(at + 28);
        const name = zip.subarray(at + 46, at + 46 + nameLength);
        const local = zip.readUInt32LE(at + 42);
        assert.equal(zip.readUInt32LE(local), 0x04034b50);
        assert.ok(zip.subarray(local + 30, local + 30 + nameLength).equals(name));
        const start = local + 30 + nameLength;
        assert.equal(crc32(zip.subarray(start, start + zip.readUInt32LE(at + 24))), zip.readUInt32LE(at + 16));
        names.push(name.toString());
        at += 46 + nameLength;
      }
      assert.equal(at, end);
      assert.ok(names.includes("README.md"));
    }
  });

  it("expire after a while, and say so in XML", async () => {
    const brief = await RegistryFixture.start();
    const address = await addressOf("model", "12345", brief);
    brief.sample.passTime(59_000);
    assert.equal((await fetch(address)).status, 200);
    brief.sample.passTime(1_000);
    const refused = await fetch(address);
    assert.equal(refused.status, 403);
    assert.equal(refused.headers.get("Content-Type"), "application/xml");
    assert.match(await refused.text(), /<Code>AccessDenied<\/Code><Message>Request has expired/);
    assert.equal((await fetch(await addressOf("model", "12345", brief))).status, 200);
    await brief.close();
  });

  it("expire when it was said, and when another process moves the clock", async () => {
    const options: SampleServerOptions = { signedUrlSeconds: 5, isControllable: true };
    const brief = await RegistryFixture.start(options);
    const address = await addressOf("model", "12345", brief);
    const body = JSON.stringify({ advanceMs: 4000 });
    const control = `${brief.sample.server.origin}/__sample/clock`;
    await fetch(control, { method: "POST", body });
    assert.equal((await fetch(address)).status, 200);
    await fetch(control, { method: "POST", body });
    assert.equal((await fetch(address)).status, 403);
    await brief.close();
  });

  it("are refused when anything was changed, and by other servers", async () => {
    const address = await addressOf();
    const status = async (change: (url: URL) => void): Promise<number> => {
      const url = new URL(address);
      change(url);
      return (await fetch(url)).status;
    };
    assert.equal(await status(() => undefined), 200);
    assert.equal(await status((url) => url.searchParams.set("Expires", "9999999999")), 403);
    assert.equal(await status((url) => url.searchParams.set("Signature", "0")), 403);
    assert.equal(await status((url) => (url.pathname = url.pathname.replace("12345", "12353"))), 403);
    assert.equal(await status((url) => (url.search = "")), 403);
    assert.equal((await fetch(address, { method: "HEAD" })).status, 403);
    const other = await RegistryFixture.start();
    assert.equal(await status((url) => (url.port = new URL(other.sample.server.downloadOrigin).port)), 403);
    await other.close();
  });

  it("give ranges that fit together, and the whole when the file is another", async () => {
    const address = await addressOf();
    const part = async (headers: Record<string, string>): Promise<[Response, Buffer]> => {
      const response = await fetch(address, { headers });
      return [response, Buffer.from(await response.arrayBuffer())];
    };
    const [full, whole] = await part({});
    const etag = full.headers.get("ETag") ?? "";
    assert.equal(full.headers.get("Accept-Ranges"), "bytes");
    const [middle, bytes] = await part({ Range: "bytes=1000-99999", "If-Range": etag });
    assert.equal(middle.status, 206);
    assert.equal(middle.headers.get("Content-Range"), `bytes 1000-99999/${whole.length}`);
    assert.ok(bytes.equals(whole.subarray(1000, 100_000)));
    assert.equal((await part({ Range: "bytes=0-9", "If-Range": '"other"' }))[0].status, 200);
    assert.equal((await part({ Range: `bytes=${whole.length}-` }))[0].status, 416);
  });

  it("record which headers came, apart from the systems' requests, so that a leaked key shows", async () => {
    const { server } = registry.sample;
    const address = await addressOf();
    const leaks = ["Authorization", "X-Authorization", "DD-API-KEY"];
    await fetch(address);
    const response = await fetch(address, { headers: { "X-Authorization": "bearer x", "DD-API-KEY": "y" } });
    assert.equal(response.status, 200);
    // As S3 does: an address that is signed takes no other authorization.
    const twice = await fetch(address, { headers: { Authorization: "Bearer x" } });
    assert.equal(twice.status, 400);
    const leaked = server.downloadRequests.map(({ headerNames }) =>
      leaks.filter((name) => headerNames.includes(name.toLowerCase())),
    );
    assert.deepEqual(leaked, [[], ["X-Authorization", "DD-API-KEY"], ["Authorization"]]);
    assert.ok(server.downloadRequests.every(({ service }) => service === "downloads"));
    assert.equal(server.requests.length, 1);
    const seen = (await (await fetch(`${server.origin}/__sample/requests`)).json()) as {
      downloadRequests: readonly unknown[];
    };
    assert.equal(seen.downloadRequests.length, 3);
    await fetch(`${server.origin}/__sample/requests`, { method: "DELETE" });
    assert.equal(server.downloadRequests.length, 0);
  });

  it("fail on demand, in the middle, too", async () => {
    const address = await addressOf();
    registry.sample.server.respondWith(({ path }) => (path.includes(".zip") ? { cutAfterBytes: 1000 } : undefined));
    const response = await fetch(address);
    assert.equal(response.status, 200);
    await assert.rejects(response.arrayBuffer());
  });

  it("are not served by the systems, nor the systems where they are", async () => {
    const { origin, downloadOrigin } = registry.sample.server;
    const { pathname, search } = new URL(await addressOf());
    assert.equal((await fetch(origin + pathname + search)).status, 404);
    assert.equal((await fetch(`${downloadOrigin}/artifacts/model/12345`)).status, 403);
    assert.equal((await fetch(`${downloadOrigin}/__sample/requests`)).status, 403);
  });
});
