import { ApiError, isKeyProblem } from "../../http/apiError";
import { HttpClient } from "../../http/httpClient";
import { entryId } from "../shared/entryId";
import { SignedContent } from "../shared/signedContent";
import type { KeyField, Keys, KeyVerdict, Network, Site, SystemDefinition } from "../contract/system";
import { TrueFoundryClient } from "./wire/client";
import { ApiPaths } from "./wire/apiPaths";
import { apiPathsOf } from "./wire/operations";
import { TrueFoundrySource } from "./source";
import type { CallOptions } from "../contract/entry";

/** A personal access token, or that of a virtual account. */
const TOKEN: KeyField = { name: "token", title: "access token", environment: ["TFY_API_KEY"] };
const HOSTED = "https://app.truefoundry.com";

/** TrueFoundry, as the rest of the product knows it. */
export const TRUE_FOUNDRY: SystemDefinition = {
  id: "trueFoundry",
  title: "TrueFoundry",
  shortTitle: "TrueFoundry",
  keyFields: [TOKEN],
  settings: {
    site: "mlArtifacts.trueFoundry.baseURL",
    earlier: { "mlArtifacts.trueFoundry.baseURL": "mlArtifacts.trueFoundry.url" },
  },
  // Called as any other control plane is: by its host.
  sites: [{ id: HOSTED, name: "app.truefoundry.com", baseUrl: HOSTED, keyPages: {} }],
  addressVariable: "TFY_HOST",
  connect: (site, keys, network) =>
    new TrueFoundrySource({
      client: clientOf(site, keys, network),
      scope: entryId("trueFoundry", site.id),
      baseUrl: site.baseUrl,
      signed: new SignedContent(site.baseUrl, network),
    }),
  checkKeys,
};

/** Asks for as little as needs the token. */
async function checkKeys(site: Site, keys: Keys, network: Network, options: CallOptions): Promise<KeyVerdict> {
  let client: TrueFoundryClient | undefined;
  try {
    client = clientOf(site, keys, network);
    await client.listRepos({ limit: 1 }, options);
    return { kind: "valid" };
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    return isKeyProblem(error)
      ? { kind: "wrong", field: TOKEN, reason: error.message }
      : { kind: "unreachable", error };
  } finally {
    client?.dispose();
  }
}

function clientOf(site: Site, keys: Keys, { userAgent, proxy, log }: Network): TrueFoundryClient {
  const headers = { authorization: `Bearer ${keys[TOKEN.name] ?? ""}` };
  const http = new HttpClient({ baseUrl: site.baseUrl, headers: () => headers, userAgent, proxy, log });
  return new TrueFoundryClient(http, pathsOf(site.baseUrl));
}

/** The path of a host holds for the session, with any keys. */
const PATHS = new Map<string, ApiPaths>();

function pathsOf(baseUrl: string): ApiPaths {
  const paths = PATHS.get(baseUrl) ?? new ApiPaths(apiPathsOf(baseUrl));
  PATHS.set(baseUrl, paths);
  return paths;
}
