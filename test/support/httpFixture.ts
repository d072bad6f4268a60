import assert from "node:assert/strict";
import { ApiError } from "../../src/http/apiError";
import type { ApiErrorKind } from "../../src/http/apiError";
import { HttpClient } from "../../src/http/httpClient";
import type { HttpClientOptions } from "../../src/http/httpClient";
import { FakeClock } from "./fakeClock";
import { FaultServer } from "./faultServer";
import type { Handler } from "./faultServer";

export const API_KEY = "0123456789abcdef0123456789abcdef";
export const APP_KEY = "fedcba9876543210fedcba9876543210fedcba98";

/** Servers and clients of a test file, which all end with the test. */
export class HttpFixture {
  readonly log: string[] = [];
  readonly clock = new FakeClock();
  readonly signal = new AbortController().signal;
  readonly #closers: (() => Promise<void> | void)[] = [];

  async serve(handler?: Handler, options: { isTls?: boolean } = {}): Promise<FaultServer> {
    const server = await FaultServer.start(handler, options);
    this.#closers.push(() => server.close());
    return server;
  }

  client(baseUrl: string, overrides: Partial<HttpClientOptions> = {}): HttpClient {
    const client = new HttpClient({
      baseUrl,
      headers: () => ({ "DD-API-KEY": API_KEY, "DD-APPLICATION-KEY": APP_KEY }),
      userAgent: "ml-artifact-explorer/1.2.3",
      log: (line) => this.log.push(line),
      clock: this.clock,
      ...overrides,
    });
    this.#closers.unshift(() => client.dispose());
    return client;
  }

  async close(): Promise<void> {
    for (const close of this.#closers) {
      await close();
    }
  }
}

/** The ApiError that a promise rejects with. */
export async function failure(work: Promise<unknown>, kind?: ApiErrorKind): Promise<ApiError> {
  const error: unknown = await work.then(
    () => assert.fail("should have failed"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ApiError, `not an ApiError: ${String(error)}`);
  if (kind !== undefined) {
    assert.equal(error.kind, kind, error.message);
  }
  return error;
}

export async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
