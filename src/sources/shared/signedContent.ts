import { ApiError } from "../../http/apiError";
import type { ApiErrorKind } from "../../http/apiError";
import { parseBaseUrl } from "../../http/baseUrl";
import type { BaseUrl } from "../../http/baseUrl";
import { HttpClient } from "../../http/httpClient";
import type { StreamAnswer } from "../../http/httpRequest";
import { leadsToThisMachine } from "../../http/transport/thisMachine";
import { readContent } from "./fileContent";
import type { ByteRange, FileContent } from "../contract/sourceFiles";
import type { Network } from "../contract/system";
import type { CallOptions } from "../contract/entry";

/** Hosts answer with one of these when a link has expired. */
const MAY_BE_EXPIRED = [400, 401, 403];

type Headers = Readonly<Record<string, string>>;

/** Encoded dots, slashes and backslashes, which the URL parser leaves as they are. */
const MAY_CLIMB = /%2e|%2f|%5c|\\/i;

interface Link {
  readonly origin: string;
  readonly host: string;
  /** Path and query to the letter: that is what was signed. */
  readonly target: string;
}

/**
 * Files behind signed links, which are as good as keys while they live: nothing of them but the host is in a log, a message or an
 * error. No key goes along with them, unless the service gives files itself: below its own address, it takes its keys.
 */
export class SignedContent {
  readonly #network: Network;
  readonly #base: BaseUrl;
  readonly #keyHeaders: Headers;
  /** By their origins, of which a service has few; that of the service's own files apart. */
  readonly #clients = new Map<string, HttpClient>();
  #isDisposed = false;

  /**
   * `baseUrl` is that of the service which signs: from afar, no link may lead to this machine. `keyHeaders` go to what lies below
   * it, origin and path, and nowhere else.
   */
  constructor(baseUrl: string, network: Network, keyHeaders: Headers = {}) {
    this.#base = parseBaseUrl(baseUrl);
    this.#network = network;
    this.#keyHeaders = keyHeaders;
  }

  /** Asks for a link, and for another one when the first has expired. */
  read(
    link: (options: CallOptions) => Promise<string>,
    range: ByteRange | undefined,
    options: CallOptions,
  ): Promise<FileContent> {
    return readContent(range, async (headers) => {
      const first = this.#parse(await link(options));
      try {
        return await this.#fetch(first, headers, options);
      } catch (error) {
        if (!(error instanceof ApiError && MAY_BE_EXPIRED.includes(error.status ?? 0))) {
          throw error;
        }
      }
      return this.#fetch(this.#parse(await link(options)), headers, options);
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const client of this.#clients.values()) {
      client.dispose();
    }
  }

  async #fetch(link: Link, headers: Headers, options: CallOptions): Promise<StreamAnswer> {
    const client = this.#clientFor(link);
    try {
      return await client.requestStream({ method: "GET", path: link.target, headers }, options);
    } catch (error) {
      throw withoutQuotes(error, link.host);
    }
  }

  #clientFor(link: Link): HttpClient {
    const isOwn = this.#isOwn(link);
    const key = isOwn ? "own" : link.origin;
    const client = this.#clients.get(key) ?? this.#connect(link.origin, isOwn ? this.#keyHeaders : {});
    this.#clients.set(key, client);
    if (this.#isDisposed) {
      client.dispose();
    }
    return client;
  }

  /** A path that a server might resolve to another one is not below the service's own. */
  #isOwn({ origin, target }: Link): boolean {
    const [path = ""] = target.split("?");
    return origin === this.#base.origin && path.startsWith(`${this.#base.pathPrefix}/`) && !MAY_CLIMB.test(path);
  }

  #connect(origin: string, keyHeaders: Headers): HttpClient {
    const { userAgent, proxy, log } = this.#network;
    const logHost = (line: string): void => log(withoutLink(line, origin));
    return new HttpClient({
      baseUrl: origin,
      headers: () => keyHeaders,
      userAgent,
      proxy,
      log: logHost,
      isElsewhere: !this.#base.isLoopback,
    });
  }

  #parse(text: string): Link {
    if (!URL.canParse(text)) {
      throw new ApiError("badResponse", "the service gave a link that is not a URL");
    }
    const { origin, host, pathname, search } = new URL(text);
    if (!this.#isAllowed(origin)) {
      throw new ApiError("badResponse", "the service gave a link that is not safe to follow (https:// alone is)");
    }
    return { origin, host, target: pathname + search };
  }

  #isAllowed(origin: string): boolean {
    try {
      parseBaseUrl(origin);
      return this.#base.isLoopback || !leadsToThisMachine(new URL(origin).hostname);
    } catch {
      return false;
    }
  }
}

/** `GET https://host/…: 206, 10 bytes, 5 ms`: neither the path, which may hold a signature too, nor what the host says. */
function withoutLink(line: string, origin: string): string {
  const [, outcome = "?", end = ""] = /^\S+ \S+: (.*?)(?:: .*)?(, \d+ ms(?:, attempt \d+)?)$/.exec(line) ?? [];
  return `GET ${origin}/…: ${outcome}${end}`;
}

/** An error without the host's own words, which may quote the link; and none of them is about the user's keys. */
function withoutQuotes(error: unknown, host: string): unknown {
  if (!(error instanceof ApiError) || error.status === undefined) {
    return error;
  }
  const { status, retryAfterSeconds } = error;
  const kind: ApiErrorKind = error.kind === "auth" || error.kind === "forbidden" ? "badRequest" : error.kind;
  const facts = retryAfterSeconds === undefined ? { status } : { status, retryAfterSeconds };
  return new ApiError(kind, reasonOf(kind, status, host), facts);
}

function reasonOf(kind: ApiErrorKind, status: number, host: string): string {
  switch (kind) {
    case "notFound":
      return `${host}, where it should lie, does not have it`;
    case "rateLimited":
      return `${host} is limiting requests; try again later`;
    case "server":
      return `${host} failed (status ${status})`;
    case "redirect":
      return `${host} redirects to another address (status ${status}), which is not followed`;
    default:
      return `${host} refused the service's link to it (status ${status})`;
  }
}
