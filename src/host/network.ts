import { env, workspace } from "vscode";
import * as tls from "node:tls";
import type { ProxyOptions } from "../http/transport";
import type { Network } from "../sources/system";

/** VS Code's own proxy and certificate settings, none of which a workspace can set. */
export function networkSettings(version: string, log: (line: string) => void): Network {
  const http = workspace.getConfiguration("http");
  const noProxy = (http.get<readonly string[]>("noProxy") ?? []).join(",");
  return {
    userAgent: `ml-artifact-explorer/${version} (${env.appName})`.replaceAll(/[^\x20-\x7e]/g, "?"),
    proxy: {
      ...proxyOf(http.get<string>("proxySupport"), http.get<string>("proxy")),
      ...(noProxy === "" ? {} : { noProxy }),
      rejectUnauthorized: http.get<boolean>("proxyStrictSSL") ?? true,
      extraCertificates: (http.get<boolean>("systemCertificates") ?? true) ? systemCertificates() : [],
    },
    log,
  };
}

/** An empty setting leaves the proxy to the environment; support that is "off" goes without any. */
function proxyOf(support: string | undefined, setting: string | undefined): ProxyOptions {
  const proxy = setting?.trim() ?? "";
  const isSet = support === "off" || proxy !== "";
  return isSet ? { httpProxy: support === "off" ? "" : proxy, httpsProxy: support === "off" ? "" : proxy } : {};
}

/** Node tells the system's certificates from 22.15 on; before, NODE_EXTRA_CA_CERTS is the way. */
function systemCertificates(): readonly string[] {
  const read: unknown = Reflect.get(tls, "getCACertificates");
  const found: unknown = typeof read === "function" ? Reflect.apply(read, tls, ["system"]) : [];
  return Array.isArray(found) ? found.filter((certificate) => typeof certificate === "string") : [];
}
