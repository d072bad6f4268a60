import { parseArgs } from "node:util";
import type { SecretOptions } from "./sampleSecrets";
import type { DatasetName } from "./team/datasets/datasets";
import { startSampleServer, type SampleServerOptions } from "./sampleServer";

/** `main --port 8123 --api-key A --app-key B --token T --registry-token R --team other`: a server that tests in other processes steer. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      "api-key": { type: "string" },
      "app-key": { type: "string" },
      token: { type: "string" },
      "registry-token": { type: "string" },
      "signed-url-seconds": { type: "string", default: "60" },
      team: { type: "string", default: "main" },
      "latency-ms": { type: "string", default: "0" },
    },
  });
  const options: SampleServerOptions = {
    port: Number(values.port),
    latencyMs: Number(values["latency-ms"]),
    signedUrlSeconds: Number(values["signed-url-seconds"]),
    dataset: datasetNamed(values.team),
    isControllable: true,
  };
  const server = await startSampleServer({ ...options, ...secretsOf(values) });
  const { origin, keys, systems, downloadOrigin } = server;
  process.stdout.write(`${JSON.stringify({ origin, keys, systems, downloadOrigin })}\n`);
  // The server alone would not keep the process alive.
  const alive = setInterval(() => undefined, 60_000);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      clearInterval(alive);
      void server.close();
    });
  }
}

function datasetNamed(name: string): DatasetName {
  return name === "other" || name === "large" ? name : "main";
}

/** Takes the secrets that were given; the others are made up. */
function secretsOf(values: Readonly<Record<string, string | undefined>>): SecretOptions {
  const { "api-key": apiKey, "app-key": appKey, token, "registry-token": registryToken } = values;
  return {
    ...(apiKey === undefined || appKey === undefined ? {} : { keys: { apiKey, appKey } }),
    ...(token === undefined ? {} : { token }),
    ...(registryToken === undefined ? {} : { registryToken }),
  };
}

void main();
