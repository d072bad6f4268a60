import assert from "node:assert/strict";
import { ApiError } from "../../../src/http/apiError";
import type { ApiErrorKind } from "../../../src/http/apiError";
import { connectionFailure } from "../../../src/http/connectionFailure";

describe("connectionFailure", () => {
  const cases: readonly [code: string, kind: ApiErrorKind, isTransient: boolean, reason: RegExp][] = [
    ["ENOTFOUND", "network", false, /^the host api.x could not be found: check the network or the proxy settings$/],
    ["EAI_AGAIN", "network", true, /could not be looked up/],
    ["ECONNREFUSED", "network", true, /api.x refused the connection/],
    ["ECONNRESET", "network", true, /was interrupted/],
    ["EPIPE", "network", true, /was interrupted/],
    ["UND_ERR_SOCKET", "network", true, /was interrupted/],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout", false, /could not be reached in time/],
    ["ETIMEDOUT", "timeout", false, /could not be reached in time/],
    ["UND_ERR_HEADERS_TIMEOUT", "timeout", false, /did not answer in time/],
    ["UND_ERR_BODY_TIMEOUT", "timeout", false, /stopped in the middle/],
    ["EHOSTUNREACH", "network", true, /no route to api.x/],
    ["CERT_HAS_EXPIRED", "network", false, /certificate of api.x can't be trusted.*company/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "network", false, /certificate/],
    ["SELF_SIGNED_CERT_IN_CHAIN", "network", false, /certificate/],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "network", false, /certificate/],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "network", false, /certificate/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "network", false, /for another host/],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "network", false, /could not establish a secure connection/],
    ["HPE_INVALID_CONSTANT", "badResponse", false, /not HTTP/],
    ["Z_DATA_ERROR", "badResponse", false, /compressed/],
    ["ERR_MODULE_NOT_FOUND", "network", false, /the request to api.x failed/],
  ];
  for (const [code, kind, isTransient, reason] of cases) {
    it(`says what ${code} means`, () => {
      const found = connectionFailure(Object.assign(new Error("internal words"), { code }), "api.x");
      assert.equal(found.error.kind, kind);
      assert.equal(found.isTransient, isTransient);
      assert.match(found.error.message, reason);
      assert.equal(found.error.cause, code);
    });
  }

  it("names the host that the error is about, which may be a proxy", () => {
    const error = Object.assign(new Error("x"), { code: "ENOTFOUND", hostname: "proxy.corp" });
    assert.match(connectionFailure(error, "api.x").error.message, /^the host proxy.corp could not be found/);
  });

  it("keeps an error that is one already", () => {
    const error = new ApiError("badResponse", "the answer is empty");
    assert.deepEqual(connectionFailure(error, "api.x"), { error, isTransient: false });
  });

  it("takes what is no error at all", () => {
    assert.equal(connectionFailure("oops", "api.x").error.message, "the request to api.x failed");
  });
});
