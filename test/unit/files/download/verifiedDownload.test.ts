import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { ContentServer, PLACE } from "./contentServer";
import { DownloadFixture, hashOf } from "./downloadFixture";
import { someBytes } from "./scriptedFiles";

const BYTES = someBytes(2 * 1024 * 1024 + 5);
const WRONG = someBytes(BYTES.length, 2);
const ITEM = { place: PLACE, path: ["model.bin"], size: BYTES.length };
const MD5 = sum("md5", "hex");

function sum(algorithm: string, encoding: "hex" | "base64"): string {
  return createHash(algorithm).update(BYTES).digest(encoding);
}

function crcBase64(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString("base64");
}

/** Of `BYTES`, by another implementation. */
const CRC32C = crcBase64(0xe2fe2772);
/** Of `BYTES`, by another implementation. */
const CRC64 = "xEs1fyQRobA=";
const GIVEN: readonly Readonly<Record<string, string>>[] = [
  { "content-md5": sum("md5", "base64") },
  { digest: `SHA-256=${sum("sha256", "base64")},MD5=${sum("md5", "base64")}` },
  { "repr-digest": `sha-512=:${sum("sha512", "base64")}:` },
  { "x-amz-checksum-sha256": sum("sha256", "base64") },
  { "x-amz-checksum-sha1": sum("sha1", "base64") },
  { "x-amz-checksum-crc32": crcBase64(crc32(BYTES)) },
  { "x-amz-checksum-crc64nvme": CRC64, "x-amz-checksum-type": "FULL_OBJECT" },
  { "x-amz-checksum-crc32c": CRC32C, "x-amz-checksum-type": "FULL_OBJECT" },
  { "x-goog-hash": `crc32c=${CRC32C}, md5=${sum("md5", "base64")}` },
  { "x-goog-hash": `crc32c=${CRC32C}` },
  { etag: `"${MD5}"` },
  { etag: `"${MD5.toUpperCase()}"`, "x-amz-request-id": "1" },
];
/** What is no checksum of the file's bytes, though it looks like one. */
const NONE: readonly Readonly<Record<string, string>>[] = [
  { etag: `W/"${MD5}"` },
  { etag: `"${"0".repeat(32)}"` },
  { etag: `"${"0".repeat(32)}-2"`, "x-amz-request-id": "1" },
  { etag: `"${"0".repeat(32)}"`, "x-amz-request-id": "1", "x-amz-server-side-encryption": "aws:kms" },
  { "x-amz-checksum-sha256": `${Buffer.alloc(32).toString("base64")}-2`, "x-amz-request-id": "1" },
  { "x-amz-checksum-crc32": "AAAAAA==", "x-amz-checksum-type": "COMPOSITE" },
  { "content-md5": "AAAA" },
  { digest: "id-sha-256=AAAA, unixsum=12" },
  {},
];

describe("A download from a service that gives a checksum", () => {
  let server: ContentServer;
  let fixture: DownloadFixture;
  beforeEach(async () => {
    server = await ContentServer.start({ bytes: BYTES, etag: undefined });
    fixture = await DownloadFixture.open();
  });
  afterEach(() => Promise.all([server.close(), fixture.close()]));

  /** Sends these bytes with these headers, one answer each. */
  const answerWith = (headers: Readonly<Record<string, string>>, ...bodies: readonly Uint8Array[]): void => {
    server.answers = bodies.map((body) => (reply) => reply.bytes(Buffer.from(body), { headers }));
  };
  const run = () => fixture.run([ITEM], { files: server.source.files! });

  for (const headers of GIVEN) {
    it(`is verified by ${JSON.stringify(headers).slice(0, 60)}`, async () => {
      answerWith(headers, BYTES);
      const { verified, retried } = await run();
      assert.deepEqual([verified, retried], [[ITEM], []]);
    });
  }

  for (const headers of NONE) {
    it(`is not verified by ${JSON.stringify(headers).slice(0, 60)}, and comes all the same`, async () => {
      answerWith(headers, BYTES);
      const { verified, downloaded, retried } = await run();
      assert.deepEqual([verified, downloaded, retried], [[], [ITEM], []]);
    });
  }

  it("is tried once more when its bytes are others, and verified then", async () => {
    answerWith({ "content-md5": sum("md5", "base64") }, WRONG, BYTES);
    const { verified, retried } = await run();
    assert.deepEqual([verified, retried], [[ITEM], [{ item: ITEM, times: 1 }]]);
    assert.equal(await fixture.hash("model.bin"), hashOf(BYTES));
  });

  it("fails when its bytes are others twice, and leaves nothing", async () => {
    answerWith({ etag: `"${MD5}"`, "x-amz-request-id": "1" }, WRONG, WRONG, BYTES);
    const { failed, verified } = await run();
    assert.equal(failed[0]?.error.message, "what the service sent does not match its own checksum");
    assert.deepEqual([verified, await fixture.names()], [[], []]);
  });

  it("is verified as a whole when it was continued, by what was said when it began", async () => {
    const headers = { "content-md5": sum("md5", "base64"), etag: '"1"' };
    server.file.etag = '"1"';
    const head = `HTTP/1.1 200 OK\r\ncontent-length: ${BYTES.length}\r\netag: "1"\r\ncontent-md5: ${headers["content-md5"]}\r\n\r\n`;
    server.answers = [(reply) => reply.raw(Buffer.concat([Buffer.from(head), BYTES.subarray(0, 1_500_000)]))];
    const { verified, retried } = await run();
    assert.deepEqual([verified, retried.length], [[ITEM], 1]);
    assert.match(server.ranges[1] ?? "", /^bytes=\d{6,7}-$/);
  });
});
