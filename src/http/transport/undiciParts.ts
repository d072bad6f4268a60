import api from "undici/lib/api/index.js";
import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
import EnvHttpProxyAgent from "undici/lib/dispatcher/env-http-proxy-agent.js";
import Pool from "undici/lib/dispatcher/pool.js";

// As undici's main module does, which loads fetch, WebSockets, caches and mocks besides: twice the time of the first request.
Object.assign(Dispatcher.prototype, api);

export { EnvHttpProxyAgent, Pool };
