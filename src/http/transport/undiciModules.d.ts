/** Modules of undici that have no types of their own: those of its main one are theirs. */
declare module "undici/lib/dispatcher/dispatcher.js" {
  import { Dispatcher } from "undici";
  export { Dispatcher as default };
}
declare module "undici/lib/dispatcher/pool.js" {
  import { Pool } from "undici";
  export { Pool as default };
}
declare module "undici/lib/dispatcher/env-http-proxy-agent.js" {
  import { EnvHttpProxyAgent } from "undici";
  export { EnvHttpProxyAgent as default };
}
declare module "undici/lib/api/index.js" {
  import type { Dispatcher } from "undici";
  const api: Pick<Dispatcher, "connect" | "request">;
  export { api as default };
}
