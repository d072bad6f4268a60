import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below what Linux, macOS and Windows give to connections of their own, which would take it while no one listens. */
const LEAST_PORT = 20_000;
const PORT_LIMIT = 32_000;
const MOST_TRIES = 50;

/** A port of 127.0.0.1 where no one listens, for a server that is started there later. */
export async function keptPort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(LEAST_PORT, PORT_LIMIT);
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`No free port from ${LEAST_PORT} to ${PORT_LIMIT - 1} in ${MOST_TRIES} tries.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
