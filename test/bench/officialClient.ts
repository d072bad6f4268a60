import { createRequire } from "node:module";
import { join } from "node:path";

/** What is measured of the service's own client. */
interface OfficialClient {
  listModelLabProjectArtifacts(request: { readonly projectId: number }): Promise<unknown>;
  listModelLabRuns(request: { readonly pageSize: number; readonly pageNumber: number }): Promise<{
    readonly data: unknown;
    readonly meta: { readonly page: { readonly nextNumber?: number | null } };
  }>;
}

/** The parts of its package, which is no dependency of this one. */
interface Package {
  readonly client: {
    createConfiguration(options: object): { readonly unstableOperations: Record<string, boolean> };
    readonly ServerConfiguration: new (url: string, variables: object) => object;
  };
  readonly v2: { readonly ModelLabAPIApi: new (configuration: object) => OfficialClient };
}

/** Datadog's own client, from where the bench has installed it. */
export function officialClient(origin: string): OfficialClient {
  const load = createRequire(join(process.env["BENCH_CLIENT"] ?? "", "package.json"));
  const { client, v2 } = load("@datadog/datadog-api-client") as Package;
  const configuration = client.createConfiguration({
    authMethods: { apiKeyAuth: "a", appKeyAuth: "b" },
    baseServer: new client.ServerConfiguration(origin, {}),
  });
  for (const name of ["listModelLabProjectArtifacts", "listModelLabRuns"]) {
    configuration.unstableOperations[`v2.${name}`] = true;
  }
  return new v2.ModelLabAPIApi(configuration);
}
