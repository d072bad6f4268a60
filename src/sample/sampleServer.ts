import { FaultBook, type FaultHook } from "./server/faults";
import { createControlService } from "./server/controlService";
import { listen, type Listener } from "./server/listen";
import { RequestLog, type RecordedRequest } from "./server/requestLog";
import { SampleClock } from "./server/sampleClock";
import { serveExchange, type Serving } from "./server/serveExchange";
import { SignedUrls } from "./server/signedUrls";
import type { SampleKeys } from "./modelLab/keyCheck";
import type { Deployment } from "./registry/deployment";
import { PREFIX } from "./registry/shelf";
import { createSampleServices } from "./sampleServices";
import { sampleSecrets, type SampleSecrets, type SecretOptions } from "./sampleSecrets";
import type { Plane } from "./trueFoundry/hub";
import type { DatasetName } from "./team/datasets/datasets";

export interface SampleServerOptions extends SecretOptions {
  /** Any free one when not given. */
  readonly port?: number;
  /** ms since the epoch. The data's times count back from what it says at the start. */
  readonly now?: () => number;
  /** How long a signed address is good for; a minute when not given. */
  readonly signedUrlSeconds?: number;
  /** Added to every answer. */
  readonly latencyMs?: number;
  /** Squeezes JSON for clients that can read it, as services far away do: on one machine it takes time alone. */
  readonly isSqueezed?: boolean;
  /** The organization whose projects are shown. */
  readonly dataset?: DatasetName;
  /** How TrueFoundry's control plane differs from the newest ones. */
  readonly plane?: Plane;
  /** How the registry's deployment differs from others. */
  readonly deployment?: Deployment;
  /** Answers under `/__sample/`, without keys: for tests in another process. */
  readonly isControllable?: boolean;
}

/** One of the systems that the server speaks for. */
export interface SampleSystem {
  /** Without a trailing slash; may have a path prefix. */
  readonly baseUrl: string;
  /** By the names that the system's operations know them by; empty when it wants none. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface SampleServer {
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Keys of Model Lab. */
  readonly keys: SampleKeys;
  readonly systems: Readonly<Record<"modelLab" | "trueFoundry" | "registry", SampleSystem>>;
  /** Where signed addresses point to: another port, which takes no keys. */
  readonly downloadOrigin: string;
  /** The latest requests to the systems, oldest first; what the control endpoints answer is not among them. */
  readonly requests: readonly RecordedRequest[];
  /** The latest requests for signed addresses, oldest first. */
  readonly downloadRequests: readonly RecordedRequest[];
  clearRequests(): void;
  /** The hook is asked before each request is answered, those for signed addresses included. Returns what takes it away again. */
  respondWith(hook: FaultHook): () => void;
  /** Forgets stars, pins, tags, archived runs, deletions and hooks. */
  reset(): void;
  /** Breaks what is under way, too. */
  close(): Promise<void>;
}

/** Starts a server that speaks the real services' APIs over made-up data. It does not keep the process alive. */
export async function startSampleServer(options: SampleServerOptions = {}): Promise<SampleServer> {
  const secrets = sampleSecrets(options);
  const parts = makeParts(options, secrets);
  const [main, downloads] = await listenAt(options.port ?? 0, parts.api, parts.downloads);
  parts.downloadOrigin = downloads.origin;
  return {
    origin: main.origin,
    keys: secrets.modelLab,
    systems: {
      modelLab: { baseUrl: main.origin, keys: { ...secrets.modelLab } },
      trueFoundry: { baseUrl: main.origin, keys: { token: secrets.token } },
      registry: {
        baseUrl: main.origin + PREFIX,
        keys: secrets.registryToken === undefined ? {} : { token: secrets.registryToken },
      },
    },
    downloadOrigin: downloads.origin,
    requests: parts.api.log.requests,
    downloadRequests: parts.downloads.log.requests,
    clearRequests: parts.clearRequests,
    respondWith: (hook) => parts.api.faults.add(hook),
    reset: parts.reset,
    close: async () => {
      await Promise.all([main.close(), downloads.close()]);
    },
  };
}

interface Parts {
  readonly api: Serving;
  readonly downloads: Serving;
  /** Set once it is known. */
  downloadOrigin: string;
  readonly clearRequests: () => void;
  readonly reset: () => void;
}

function makeParts(options: SampleServerOptions, secrets: SampleSecrets): Parts {
  const clock = new SampleClock(options.now ?? Date.now);
  const now = (): number => clock.now();
  const origin = (): string => parts.downloadOrigin;
  const signedUrls = new SignedUrls({ now, origin, seconds: options.signedUrlSeconds ?? 60 });
  const { services, downloads, forget } = createSampleServices(options.dataset ?? "main", {
    now,
    secrets,
    signedUrls,
    plane: options.plane ?? {},
    deployment: options.deployment ?? {},
  });
  const shared = { faults: new FaultBook(), ...wireOf(options) };
  const [log, downloadLog] = [new RequestLog(), new RequestLog()];
  const clearRequests = (): void => {
    log.clear();
    downloadLog.clear();
  };
  const reset = (): void => {
    forget();
    shared.faults.clear();
  };
  const controlled = { faults: shared.faults, log, downloadLog, clearRequests, clock, reset };
  const control = options.isControllable ? { control: createControlService(controlled) } : {};
  const parts: Parts = {
    api: { ...shared, log, services, ...control },
    downloads: { ...shared, log: downloadLog, services: [downloads] },
    downloadOrigin: "",
    clearRequests,
    reset,
  };
  return parts;
}

function wireOf({ latencyMs = 0, isSqueezed = false }: SampleServerOptions): Pick<Serving, "latencyMs" | "isSqueezed"> {
  return { latencyMs, isSqueezed };
}

/** The first at the port, the second at any. */
async function listenAt(port: number, first: Serving, second: Serving): Promise<[Listener, Listener]> {
  const main = await serve(port, first);
  try {
    return [main, await serve(0, second)];
  } catch (error) {
    await main.close();
    throw error;
  }
}

function serve(port: number, serving: Serving): Promise<Listener> {
  return listen(port, (request, response) => {
    void serveExchange(serving, request, response);
  });
}
