import { HttpClient } from "../../http/httpClient";
import type { KeyField, Keys, KeyVerdict, Network, Site, SystemDefinition } from "../contract/system";
import { ModelLabClient } from "./wire/client";
import { checkKeys } from "./keyCheck";
import { MODEL_LAB_SITES } from "./sites";
import { ModelLabSource } from "./source";
import type { CallOptions } from "../contract/entry";

const API_KEY: KeyField = { name: "apiKey", title: "API key", environment: ["DD_API_KEY"] };
const APP_KEY: KeyField = {
  name: "appKey",
  title: "application key",
  environment: ["DD_APP_KEY", "DD_APPLICATION_KEY"],
};

/** Datadog Model Lab, as the rest of the product knows it. */
export const MODEL_LAB: SystemDefinition = {
  id: "modelLab",
  title: "Datadog Model Lab",
  shortTitle: "Model Lab",
  hasStatusBar: true,
  keyFields: [API_KEY, APP_KEY],
  settings: {
    site: "mlArtifacts.modelLab.site",
    customUrl: "mlArtifacts.modelLab.customURL",
    earlier: { "mlArtifacts.modelLab.customURL": "mlArtifacts.modelLab.customUrl" },
  },
  sites: MODEL_LAB_SITES,
  connect: (site, keys, network) =>
    new ModelLabSource({
      client: new ModelLabClient(connection(site, keys, network)),
      scope: `modelLab/${site.id}`,
      baseUrl: site.baseUrl,
    }),
  checkKeys: askForVerdict,
};

async function askForVerdict(site: Site, keys: Keys, network: Network, options: CallOptions): Promise<KeyVerdict> {
  const client = new ModelLabClient(connection(site, keys, network));
  try {
    const verdict = await checkKeys(client, options);
    switch (verdict.kind) {
      case "ok":
        return { kind: "valid" };
      case "wrongApiKey":
        return { kind: "wrong", field: API_KEY, reason: "" };
      case "wrongAppKey":
        return { kind: "wrong", field: APP_KEY, reason: "" };
      case "unreachable":
        return verdict;
    }
  } finally {
    client.dispose();
  }
}

function connection(site: Site, keys: Keys, { userAgent, proxy, log }: Network): HttpClient {
  const headers = {
    "dd-api-key": keys[API_KEY.name] ?? "",
    "dd-application-key": keys[APP_KEY.name] ?? "",
  };
  return new HttpClient({ baseUrl: site.baseUrl, headers: () => headers, userAgent, proxy, log });
}
