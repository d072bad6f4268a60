import type { GenericSchema } from "valibot";
import type { HttpClient } from "../../../http/httpClient";
import type { HttpRequest, JsonAnswer } from "../../../http/httpRequest";
import { withRawJson } from "../../../text/rawJson";
import { parseWire } from "../../shared/parseWire";
import type { CallOptions } from "../../contract/entry";
import type { ApiPaths } from "./apiPaths";

/** Requests below the path that a control plane serves, and their answers as they are checked. */
export class ApiCalls {
  readonly #http: HttpClient;
  readonly #paths: ApiPaths;

  /** The HTTP client is disposed with this one. `paths` go between its base URL and each operation. */
  constructor(http: HttpClient, paths: ApiPaths) {
    this.#http = http;
    this.#paths = paths;
  }

  get paths(): ApiPaths {
    return this.#paths;
  }

  /** The values at some places of the answer stay as they are written. */
  async ask<T>(
    schema: GenericSchema<unknown, T>,
    request: HttpRequest,
    options: CallOptions,
    raw: readonly string[] = [],
  ): Promise<T> {
    return parseWire(schema, withRaw(await this.answer(request, options), raw));
  }

  answer(request: HttpRequest, options: CallOptions): Promise<JsonAnswer> {
    return this.#paths.send((root) => this.#http.requestJson(below(root, request), options));
  }

  nothing(request: HttpRequest, options: CallOptions): Promise<void> {
    return this.#paths.send((root) => this.#http.requestNothing(below(root, request), options));
  }

  dispose(): void {
    this.#http.dispose();
  }
}

export function withRaw({ body, text }: JsonAnswer, places: readonly string[]): unknown {
  return places.length === 0 ? body : withRawJson(body, text, ...places.map((place) => place.split(".")));
}

function below(root: string, request: HttpRequest): HttpRequest {
  return { ...request, path: root + request.path };
}
