import { randomBytes } from "node:crypto";
import { createModelLabService } from "./modelLab/modelLabService";
import type { SampleKeys } from "./modelLab/keyCheck";
import { createControlService } from "./server/controlService";
import { FaultBook, type FaultHook } from "./server/faults";
import { listen } from "./server/listen";
import { RequestLog, type RecordedRequest } from "./server/requestLog";
import { serveExchange } from "./server/serveExchange";
import { SampleClock } from "./server/sampleClock";
import { MAIN_DATASET } from "./team/mainDataset";
import { OTHER_DATASET } from "./team/otherDataset";
import { Team } from "./team/team";

const DATASETS = { main: MAIN_DATASET, other: OTHER_DATASET } as const;
export type DatasetName = keyof typeof DATASETS;

export interface SampleServerOptions {
  /** Any free one when not given. */
  readonly port?: number;
  /** ms since the epoch. The data's times count back from what it says at the start. */
  readonly now?: () => number;
  /** Random ones when not given. */
  readonly keys?: SampleKeys;
  /** Added to every answer. */
  readonly latencyMs?: number;
  /** Which organization's projects to show. */
  readonly dataset?: DatasetName;
  /** Whether to answer under `/__sample/`, without keys: for tests in another process. */
  readonly isControllable?: boolean;
}

export interface SampleServer {
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly keys: SampleKeys;
  /** The latest requests, oldest first; what the control endpoints answer is not among them. */
  readonly requests: readonly RecordedRequest[];
  clearRequests(): void;
  /** The hook is asked before each request is answered. Returns what takes it away again. */
  respondWith(hook: FaultHook): () => void;
  /** Forgets stars, pins, deletions and hooks. */
  reset(): void;
  /** Breaks what is under way, too. */
  close(): Promise<void>;
}

/** Starts a server that speaks the real services' APIs over made-up data. It does not keep the process alive. */
export async function startSampleServer(options: SampleServerOptions = {}): Promise<SampleServer> {
  const keys = options.keys ?? { apiKey: randomBytes(16).toString("hex"), appKey: randomBytes(20).toString("hex") };
  const clock = new SampleClock(options.now ?? Date.now);
  const team = new Team(DATASETS[options.dataset ?? "main"], clock.now());
  const faults = new FaultBook();
  const log = new RequestLog();
  const reset = (): void => {
    team.reset();
    faults.clear();
  };
  const serving = {
    services: [createModelLabService({ team, now: () => clock.now() }, keys)],
    ...(options.isControllable ? { control: createControlService({ faults, log, clock, reset }) } : {}),
    faults,
    log,
    latencyMs: options.latencyMs ?? 0,
  };
  const listener = await listen(options.port ?? 0, (request, response) => {
    void serveExchange(serving, request, response);
  });
  return {
    origin: listener.origin,
    keys,
    requests: log.requests,
    clearRequests: () => log.clear(),
    respondWith: (hook) => faults.add(hook),
    reset,
    close: () => listener.close(),
  };
}
