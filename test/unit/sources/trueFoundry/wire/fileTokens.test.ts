import assert from "node:assert/strict";
import { ApiError } from "../../../../../src/http/apiError";
import { ApiPaths } from "../../../../../src/sources/trueFoundry/wire/apiPaths";
import { filePageOf, tokenFields } from "../../../../../src/sources/trueFoundry/wire/fileTokens";

const FILES = [{ path: "a", isDirectory: false }];

describe("tokens of pages of files", () => {
  for (const [name, pagination, cursor, expected] of [
    ["a token as since October 2025", { nextPageToken: "t:1" }, undefined, { next: "pageToken:t:1" }],
    ["a token as before", { next_page_token: "t" }, undefined, { next: "page_token:t" }],
    ["a token that is null", { nextPageToken: null }, undefined, {}],
    ["a token that is empty", { next_page_token: "" }, undefined, {}],
    ["no token on a full page", {}, undefined, { mayHaveMore: true }],
    ["no token on a page that is not full", { limit: 2 }, undefined, {}],
    ["a token that leads to itself", { nextPageToken: "t" }, "pageToken:t", { mayHaveMore: true }],
  ] as const) {
    it(`understand ${name}`, () => {
      const page = filePageOf({ data: { items: FILES }, pagination: { limit: 1, ...pagination } }, { cursor });
      assert.deepEqual(page, { items: FILES, ...expected });
    });
  }

  it("end a listing whose pages are empty", () => {
    const page = filePageOf({ data: { items: [] }, pagination: { nextPageToken: "t", limit: 1 } }, {});
    assert.deepEqual(page, { items: [], mayHaveMore: true });
  });

  it("go back as the answer spelled them", () => {
    assert.deepEqual(tokenFields("pageToken:t:1"), { pageToken: "t:1" });
    assert.deepEqual(tokenFields("page_token:t"), { page_token: "t" });
    assert.deepEqual(tokenFields(undefined), {});
  });
});

describe("ApiPaths", () => {
  const missing = (): Promise<never> => Promise.reject(new ApiError("notFound", "no such route", { status: 404 }));

  it("tries the next path after a 404, and none once it is known", async () => {
    const paths = new ApiPaths(["/a", "/b"]);
    const asked: string[] = [];
    const work = (path: string) => (asked.push(path), path === "/b" ? Promise.resolve(path) : missing());
    assert.deepEqual([await paths.send(work), paths.current], ["/b", "/b"]);
    await assert.rejects(paths.send((path) => (asked.push(path), missing())));
    assert.deepEqual(asked, ["/a", "/b", "/b"]);
  });

  it("takes a refusal of the keys for an answer", async () => {
    const asked: string[] = [];
    const refused = (path: string) => {
      asked.push(path);
      return Promise.reject(new ApiError("auth", "wrong", { status: 401 }));
    };
    await assert.rejects(new ApiPaths(["/a", "/b"]).send(refused), { kind: "auth" });
    assert.deepEqual(asked, ["/a"]);
  });
});
