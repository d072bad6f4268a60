import type { ProxyOptions } from "../../http/transport/transport";

/** VS Code's own settings that say how requests leave this machine. */
export const PROXY_SETTINGS = [
  "http.proxy",
  "http.noProxy",
  "http.proxySupport",
  "http.proxyStrictSSL",
  "http.systemCertificates",
];

/** `read` gives a setting as it stands in the user's file, where it may be of any type. */
export function proxySettings(
  read: (name: string) => unknown,
  systemCertificates: () => readonly string[],
): ProxyOptions {
  const noProxy = hostsOf(read("http.noProxy"));
  return {
    ...proxyOf(read("http.proxySupport"), read("http.proxy")),
    ...(noProxy === "" ? {} : { noProxy }),
    rejectUnauthorized: read("http.proxyStrictSSL") !== false,
    extraCertificates: read("http.systemCertificates") === false ? [] : systemCertificates(),
  };
}

/** VS Code asks for a list; the environment's variable of this name, and so many a file, holds a text. */
function hostsOf(setting: unknown): string {
  const hosts: readonly unknown[] = Array.isArray(setting) ? setting : [setting];
  return hosts.filter((host) => typeof host === "string" && host.trim() !== "").join(",");
}

/** An empty setting leaves the proxy to the environment; support that is "off" goes without any. */
function proxyOf(support: unknown, setting: unknown): ProxyOptions {
  const proxy = typeof setting === "string" ? setting.trim() : "";
  const isSet = support === "off" || proxy !== "";
  return isSet ? { httpProxy: support === "off" ? "" : proxy, httpsProxy: support === "off" ? "" : proxy } : {};
}
