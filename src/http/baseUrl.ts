import { ApiError } from "./apiError";

export interface BaseUrl {
  readonly origin: string;
  readonly host: string;
  /** Without a slash at its end; empty for the root. */
  readonly pathPrefix: string;
  readonly isLoopback: boolean;
}

/**
 * Checks an address that keys will be sent to: https, or http to this machine alone.
 * @throws ApiError when the address can't be used; its message never shows a password that the address held.
 */
export function parseBaseUrl(text: string): BaseUrl {
  if (!URL.canParse(text)) {
    throw new ApiError("badRequest", "the service's address is not a URL");
  }
  const url = new URL(text);
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) {
    throw new ApiError("badRequest", "the service's address must start with https:// (http:// only for this machine)");
  }
  if (url.username + url.password + url.search + url.hash !== "") {
    throw new ApiError("badRequest", "the service's address may hold only a host, a port and a path");
  }
  return { origin: url.origin, host: url.host, pathPrefix: url.pathname.replace(/\/+$/, ""), isLoopback };
}

/** An address that keys are bound to, in the one spelling that it is compared and kept in: without a slash at its end. */
export function wholeAddress(baseUrl: string): string {
  const { origin, pathPrefix } = parseBaseUrl(baseUrl);
  return `${origin}${pathPrefix}`;
}

/** `hostname` as URL gives it, which has already written every form of an IPv4 address out in four numbers. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
