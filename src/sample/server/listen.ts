import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const LOOPBACK = "127.0.0.1";

export interface Listener {
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Breaks what is under way, too. */
  close(): Promise<void>;
}

/** Reachable from this machine alone, by its own name, and no reason for the process to stay alive. Port 0 takes any free one. */
export async function listen(
  port: number,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listener> {
  let own = "";
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    if (isForeign(request, own)) {
      response.writeHead(421, { "content-length": 0 }).end();
    } else {
      onRequest(request, response);
    }
  });
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, resolve);
  });
  server.unref();
  own = `${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${own}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page in a browser on this machine may send requests here: under another host's name, or with its own origin. */
function isForeign({ headers }: IncomingMessage, own: string): boolean {
  return headers.host !== own || (headers.origin !== undefined && headers.origin !== `http://${own}`);
}
