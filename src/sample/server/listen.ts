import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const LOOPBACK = "127.0.0.1";

export interface Listener {
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Breaks what is under way, too. */
  close(): Promise<void>;
}

/** Reachable from this machine alone, and no reason for the process to stay alive. Port 0 takes any free one. */
export async function listen(
  port: number,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: 60_000 }, onRequest);
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  server.unref();
  return {
    origin: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
