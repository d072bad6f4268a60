import { ApiError, isKeyProblem } from "../../http/apiError";
import { HttpClient } from "../../http/httpClient";
import { entryId } from "../shared/entryId";
import { SignedContent } from "../shared/signedContent";
import type { KeyField, Keys, KeyVerdict, Network, Site, SystemDefinition } from "../contract/system";
import { RegistryClient } from "./wire/client";
import { RegistrySource } from "./source";
import type { CallOptions } from "../contract/entry";

const ID = "registry";
/** Many registries want none. */
const TOKEN: KeyField = { name: "token", title: "token", environment: [], isOptional: true };

/** The artifact registry, as the rest of the product knows it. */
export const REGISTRY: SystemDefinition = {
  id: ID,
  title: "Artifact Registry",
  shortTitle: "Registry",
  keyFields: [TOKEN],
  settings: {
    site: "mlArtifacts.registry.baseURL",
    earlier: { "mlArtifacts.registry.baseURL": "mlArtifacts.registry.url" },
  },
  sites: [],
  connect: (site, keys, network) =>
    new RegistrySource({
      client: connect(site, keys, network),
      scope: entryId(ID, site.id),
      baseUrl: site.baseUrl,
      ...authorizationOf(tokenOf(keys)),
      signed: new SignedContent(site.baseUrl, network, headersOf(tokenOf(keys))),
    }),
  checkKeys: async (site, keys, network, options) => {
    try {
      await listOnce(site, keys, network, options);
      return { kind: "valid" };
    } catch (error) {
      return verdictOn(error);
    }
  },
};

/** A listing is the cheapest request that a registry answers only to those that it knows; `/health` it answers to all. */
async function listOnce(site: Site, keys: Keys, network: Network, options: CallOptions): Promise<void> {
  const client = connect(site, keys, network);
  try {
    await client.list({ types: ["code"] }, options);
  } finally {
    client.dispose();
  }
}

/** @throws what is not an error of the service, which is an abort's reason. */
function verdictOn(error: unknown): KeyVerdict {
  if (!(error instanceof ApiError)) {
    throw error;
  }
  return isKeyProblem(error) ? { kind: "wrong", field: TOKEN, reason: error.message } : { kind: "unreachable", error };
}

function connect(site: Site, keys: Keys, { userAgent, proxy, log }: Network): RegistryClient {
  const headers = headersOf(tokenOf(keys));
  return new RegistryClient(new HttpClient({ baseUrl: site.baseUrl, headers: () => headers, userAgent, proxy, log }));
}

function tokenOf(keys: Keys): string {
  return (keys[TOKEN.name] ?? "").trim();
}

/** Tokens are of any form: one that was pasted with a word in front of it is sent as it was pasted. */
function headersOf(token: string): Readonly<Record<string, string>> {
  if (token === "") {
    return {};
  }
  return { "x-authorization": HAS_PREFIX.test(token) ? token : `bearer ${token}` };
}

const HAS_PREFIX = /^\S+\s+\S/;

/** Goes before a token's variable in code: a word that is no known scheme may be part of the secret. */
function authorizationOf(token: string): { readonly tokenPrefix?: string } {
  if (token === "") {
    return {};
  }
  return { tokenPrefix: HAS_PREFIX.test(token) && !/^bearer\s/i.test(token) ? "" : "bearer " };
}
