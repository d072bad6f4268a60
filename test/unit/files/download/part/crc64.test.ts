import assert from "node:assert/strict";
import { Crc64 } from "../../../../../src/files/download/part/crc64";

describe("The checksum of 64 bits that S3 gives", () => {
  const of = (...pieces: readonly string[]): string => {
    const crc = new Crc64();
    pieces.forEach((piece) => crc.update(Buffer.from(piece)));
    return crc.digest();
  };

  it("is that of the published check value, however the bytes are cut", () => {
    assert.equal(of("123456789"), "ae8b14860a799888");
    assert.equal(of("1234", "", "56789"), "ae8b14860a799888");
    assert.equal(of(""), "0000000000000000");
  });
});
