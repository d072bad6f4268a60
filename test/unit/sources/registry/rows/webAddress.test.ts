import assert from "node:assert/strict";
import { fileNameOf, schemeOf, shownAddress } from "../../../../../src/sources/registry/rows/webAddress";
import { isWebAddress } from "../../../../../src/sources/shared/webAddress";

describe("Addresses of the registry", () => {
  for (const [path, name] of [
    ["/artifacts/model/12345.zip?X-Amz-Signature=1", "12345.zip"],
    ["/a%20b%C3%BC.tar.gz", "a bü.tar.gz"],
    ["/..%2f..%2fetc%2fpasswd", "passwd"],
    ["/x%5C..%5Cevil.bat", "evil.bat"],
    ["/%2e%2e", "package"],
    ["/a%2F..", "package"],
    ["/", "package"],
    ["", "package"],
    ["/50%.zip", "50%.zip"],
    ["/a%00b%0Ac%E2%80%AEpiz.zip", "a b c piz.zip"],
  ] as const) {
    it(`call the file at ${path} ${name}`, () => assert.equal(fileNameOf(`https://bucket${path}`), name));
  }

  it("give a file no endless name", () => {
    assert.equal(fileNameOf(`https://bucket/${"a".repeat(5000)}`).length, 120);
  });

  it("are shown without what they keep secret", () => {
    assert.equal(shownAddress("https://u:p@h:81/a%20b?s=1#t"), "https://h:81/a%20b");
    assert.equal(shownAddress("s3://key:secret@bucket/a?s=1"), "s3://bucket/a");
    assert.equal(shownAddress("not a\n\u202eURL"), "not a URL");
  });

  it("are web addresses only with http and https", () => {
    assert.deepEqual(
      ["https://h", "HTTP://h/x", "ftp://h", "javascript:alert(1)", "data:,x", "h/x", ""].map(isWebAddress),
      [true, true, false, false, false, false, false],
    );
  });

  it("name their scheme, cut to what fits", () => {
    assert.deepEqual(
      [schemeOf("local://download/1"), schemeOf("C/x"), schemeOf(`${"a".repeat(99)}:x`).length],
      ["local", "", 20],
    );
  });
});
