import assert from "node:assert/strict";
import type { SampleSystem } from "../../../src/sample/sampleServer";

export interface Sent extends RequestInit {
  /** The status that the answer must have. */
  readonly status?: number;
  readonly json?: unknown;
}

/** Asks one of the sample's systems with its keys, as a client without any wisdom would. */
export class JsonClient {
  readonly #root: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ baseUrl }: SampleSystem, path: string, headers: Readonly<Record<string, string>>) {
    this.#root = baseUrl + path;
    this.#headers = headers;
  }

  fetch(path: string, { json, ...init }: Sent = {}): Promise<Response> {
    const headers = { ...this.#headers, ...(init.headers as Record<string, string>) };
    return fetch(this.#root + path, {
      ...(json === undefined ? {} : { method: "POST", body: JSON.stringify(json) }),
      ...init,
      headers,
    });
  }

  async send<T>(path: string, { status = 200, ...init }: Sent = {}): Promise<T> {
    const response = await this.fetch(path, init);
    const text = await response.text();
    assert.equal(response.status, status, `${path}: ${text}`);
    // Python writes them bare.
    return (text === "" ? undefined : JSON.parse(text.replaceAll(/(?<=":)(NaN|-?Infinity)/g, "null"))) as T;
  }

  post<T>(path: string, json: unknown, status = 200): Promise<T> {
    return this.send<T>(path, { json, status });
  }
}
