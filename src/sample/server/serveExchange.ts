import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { textBytes } from "../bytes/byteSource";
import type { SampleRequest, SampleResponse, SampleService } from "./exchange";
import type { Fault, FaultBook } from "./faults";
import { payloadOf } from "./payload";
import { readRequest } from "./readRequest";
import type { RequestLog } from "./requestLog";
import { sendBroken, sendPayload } from "./sendPayload";

export interface Serving {
  readonly services: readonly SampleService[];
  /** Answered before the others, neither recorded nor failed: for the test that controls the server. */
  readonly control?: SampleService;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  /** Added to every answer. */
  readonly latencyMs: number;
  /** True when JSON goes squeezed to clients that can read it. */
  readonly isSqueezed: boolean;
}

/** Takes one request from the socket to its answer. Never rejects. */
export async function serveExchange(
  serving: Serving,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(incoming);
    if (serving.control?.serves(request.path)) {
      await sendPayload(response, await payloadOf(serving.control.answer(request), request.headers));
    } else {
      await serveRecorded(serving, request, response);
    }
  } catch (error) {
    await sendFailure(response, error);
  }
}

async function sendFailure(response: ServerResponse, error: unknown): Promise<void> {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const errors = [{ title: "Internal Server Error", detail: String(error), status: "500" }];
  await sendPayload(response, await payloadOf({ status: 500, json: { errors } }, {}));
}

async function serveRecorded(serving: Serving, request: SampleRequest, response: ServerResponse): Promise<void> {
  const service = serving.services.find((candidate) => candidate.serves(request.path));
  recordOutcome(serving.log.add(request, service), response);
  const fault = serving.faults.faultFor(request) ?? {};
  await pauseFor(serving.latencyMs + (fault.delayMs ?? 0));
  await fault.until;
  if (fault.hang || response.destroyed) {
    return;
  }
  if (fault.cut) {
    response.destroy();
    return;
  }
  const answer = faultyAnswer(fault) ?? realAnswer(service, request);
  const payload = await payloadOf(answer, request.headers, serving.isSqueezed);
  await (fault.cutAfterBytes === undefined
    ? sendPayload(response, payload, fault)
    : sendBroken(response, payload, fault.cutAfterBytes));
}

function recordOutcome(finish: ReturnType<RequestLog["add"]>, response: ServerResponse): void {
  // A response forgets its socket at its end, and a socket serves several.
  const { socket } = response;
  const before = socket?.bytesWritten ?? 0;
  response.once("close", () => {
    const status = response.headersSent ? response.statusCode : undefined;
    const bytesSent = (socket?.bytesWritten ?? 0) - before;
    finish(response.writableFinished ? "answered" : "aborted", bytesSent, status);
  });
}

async function pauseFor(ms: number): Promise<void> {
  if (ms > 0) {
    await pause(ms, undefined, { ref: false });
  }
}

function faultyAnswer(fault: Fault): SampleResponse | undefined {
  if (fault.status === undefined) {
    return undefined;
  }
  const answer = { status: fault.status, headers: fault.headers ?? {} };
  if (typeof fault.body === "string") {
    const headers = { "Content-Type": "text/plain; charset=utf-8", ...answer.headers };
    return { ...answer, headers, bytes: textBytes(fault.body) };
  }
  return { ...answer, json: fault.body };
}

function realAnswer(service: SampleService | undefined, request: SampleRequest): SampleResponse {
  return service?.answer(request) ?? { status: 404, json: { errors: ["Not Found"] } };
}
