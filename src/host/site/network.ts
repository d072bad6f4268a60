import type { Disposable } from "vscode";
import { env, workspace } from "vscode";
import * as tls from "node:tls";
import type { Network } from "../../sources/contract/system";
import { PROXY_SETTINGS, proxySettings } from "./proxySettings";

/** VS Code's own proxy and certificate settings, none of which a workspace can set. */
export function networkSettings(version: string, log: (line: string) => void): Network {
  const settings = workspace.getConfiguration();
  return {
    userAgent: `ml-artifact-explorer/${version} (${env.appName})`.replaceAll(/[^\x20-\x7e]/g, "?"),
    proxy: proxySettings((name) => settings.get(name), systemCertificates),
    log,
  };
}

/** A source keeps the settings that it was made with: its holder makes another. */
export function onDidChangeNetwork(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (PROXY_SETTINGS.some((name) => event.affectsConfiguration(name))) {
      listener();
    }
  });
}

/** Node tells the system's certificates from 22.15 on; before, NODE_EXTRA_CA_CERTS is the way. */
function systemCertificates(): readonly string[] {
  const read: unknown = Reflect.get(tls, "getCACertificates");
  const found: unknown = typeof read === "function" ? Reflect.apply(read, tls, ["system"]) : [];
  return Array.isArray(found) ? found.filter((certificate) => typeof certificate === "string") : [];
}
