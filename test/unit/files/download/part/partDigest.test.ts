import assert from "node:assert/strict";
import { createContentHash } from "../../../../../src/files/download/part/contentHash";
import { PartDigest } from "../../../../../src/files/download/part/partDigest";

/** Of "123456789", as the standards' catalogues and Node's own hashes give them. */
const DIGESTS = {
  crc32: "cbf43926",
  crc32c: "e3069283",
  crc64nvme: "ae8b14860a799888",
  md5: "25f9e794323b453885f5181f1b624d0b",
  sha1: "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
} as const;
const NOTHING = new Uint8Array();
const PIECES = [NOTHING, Buffer.from("1234"), NOTHING, Buffer.from("56789"), NOTHING];

describe("The digest of a file's bytes, among whose pieces are empty ones", () => {
  for (const [algorithm, hex] of Object.entries(DIGESTS)) {
    it(`is that of all its bytes: ${algorithm}`, () => {
      const hash = createContentHash(algorithm as keyof typeof DIGESTS);
      PIECES.forEach((piece) => hash.update(piece));
      assert.equal(hash.digest(), hex);
    });
  }

  it("is what a note of the part says", () => {
    const digest = new PartDigest({ algorithm: "crc32", hex: DIGESTS.crc32, isCertain: true });
    PIECES.forEach((piece) => digest.update(piece));
    assert.equal(digest.crc.toString(16), DIGESTS.crc32);
    assert.equal(digest.verify(), "verified");
  });
});
