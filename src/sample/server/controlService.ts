import type { SampleRequest, SampleResponse, SampleService } from "./exchange";
import type { FaultBook } from "./faults";
import { parseFaultRule } from "./parseFaultRule";
import type { RequestLog } from "./requestLog";
import { answerByRoute, type Route } from "./routes";
import type { SampleClock } from "./sampleClock";

interface Controlled {
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly downloadLog: RequestLog;
  readonly clearRequests: () => void;
  readonly clock: SampleClock;
  /** Forgets what users changed, and the faults. */
  readonly reset: () => void;
}

const ROOT = "/__sample/";
const DONE: SampleResponse = { status: 204 };

/** Steers a server that runs in another process than the test. Needs no keys, so only tests switch it on. */
export function createControlService(controlled: Controlled): SampleService {
  const { faults, log, downloadLog, clearRequests, clock, reset } = controlled;
  const routes: Route[] = [
    command("POST", "faults", ({ body }) => {
      faults.addRule(parseFaultRule(JSON.parse(body)));
    }),
    command("DELETE", "faults", () => faults.clear()),
    command("DELETE", "requests", () => clearRequests()),
    command("POST", "clock", ({ body }) => clock.skip(skippedMs(JSON.parse(body)))),
    command("POST", "reset", () => reset()),
    {
      method: "GET",
      pattern: `${ROOT}requests`,
      answer: () => ({ status: 200, json: { requests: log.requests, downloadRequests: downloadLog.requests } }),
    },
  ];
  return {
    name: "control",
    serves: (path) => path.startsWith(ROOT),
    answer: (request) => tryAnswer(routes, request),
  };
}

function command(method: string, name: string, run: (request: SampleRequest) => void): Route {
  const answer: Route["answer"] = ({ request }) => {
    run(request);
    return DONE;
  };
  return { method, pattern: ROOT + name, answer };
}

function tryAnswer(routes: readonly Route[], request: SampleRequest): SampleResponse {
  try {
    return answerByRoute(routes, request) ?? { status: 404, json: { errors: ["No such control"] } };
  } catch (error) {
    return { status: 400, json: { errors: [String(error)] } };
  }
}

function skippedMs(body: unknown): number {
  if (typeof body === "object" && body !== null && "advanceMs" in body && typeof body.advanceMs === "number") {
    return body.advanceMs;
  }
  throw new TypeError("advanceMs must be a number");
}
