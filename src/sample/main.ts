import { parseArgs } from "node:util";
import { startSampleServer, type SampleServerOptions } from "./sampleServer";

/** `main --port 8123 --api-key A --app-key B --team other`: a server that tests in other processes steer. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      "api-key": { type: "string" },
      "app-key": { type: "string" },
      team: { type: "string", default: "main" },
      "latency-ms": { type: "string", default: "0" },
    },
  });
  const options: SampleServerOptions = {
    port: Number(values.port),
    latencyMs: Number(values["latency-ms"]),
    dataset: values.team === "other" ? "other" : "main",
    isControllable: true,
  };
  const { "api-key": apiKey, "app-key": appKey } = values;
  const keys = apiKey === undefined || appKey === undefined ? {} : { keys: { apiKey, appKey } };
  const server = await startSampleServer({ ...options, ...keys });
  process.stdout.write(`${JSON.stringify({ origin: server.origin, keys: server.keys })}\n`);
  // The server alone would not keep the process alive.
  const alive = setInterval(() => undefined, 60_000);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      clearInterval(alive);
      void server.close();
    });
  }
}

void main();
