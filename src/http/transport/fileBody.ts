import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { TransportBody } from "./transport";

/** Bytes that wait for their reader; beyond them, the connection waits. */
const MOST_BYTES = 512 * 1024;

type Controller = Dispatcher.DispatchController;
type Piece = IteratorResult<Uint8Array, undefined>;

interface Waiting {
  readonly resolve: (piece: Piece) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A file's bytes as they come, without a stream of Node's and what that does for each piece. Those of a small file have mostly come by
 * the time that a reader looks, and are given at once.
 */
export class FileBody implements TransportBody, AsyncIterator<Uint8Array, undefined> {
  readonly #controller: Controller;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #waiting: Waiting | undefined;
  #isBegun = false;
  #isEnded = false;
  #failure: { readonly error: Error } | undefined;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  add(piece: Uint8Array): void {
    const waiting = this.#takeWaiting();
    if (waiting !== undefined) {
      waiting.resolve({ value: piece, done: false });
      return;
    }
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= MOST_BYTES) {
      this.#controller.pause();
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#takeWaiting()?.resolve({ value: undefined, done: true });
  }

  /** Bytes from before it are still read. */
  fail(error: Error): void {
    this.#failure = { error };
    this.#takeWaiting()?.reject(error);
  }

  held(): Uint8Array | undefined {
    if (this.#isBegun || !this.#isEnded) {
      return undefined;
    }
    this.#isBegun = true;
    const pieces = this.#pieces;
    this.#pieces = [];
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Piece> {
    this.#isBegun = true;
    const value = this.#pieces.shift();
    if (value !== undefined) {
      this.#bytes -= value.length;
      if (this.#bytes < MOST_BYTES / 2) {
        this.#controller.resume();
      }
      return Promise.resolve({ value, done: false });
    }
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure.error);
      } else if (this.#isEnded) {
        resolve({ value: undefined, done: true });
      } else {
        this.#waiting = { resolve, reject };
      }
    });
  }

  return(): Promise<Piece> {
    this.destroy();
    return Promise.resolve({ value: undefined, done: true });
  }

  destroy(reason: Error = new DOMException("The rest of the answer is not wanted", "AbortError")): void {
    this.#pieces = [];
    if (!this.#isEnded) {
      this.#failure ??= { error: reason };
      this.#controller.abort(reason);
    }
  }

  #takeWaiting(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}

interface FileAnswer {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: FileBody;
}

/** Sends a request whose answer is a file. Settles with the answer's headers. */
export function requestFile(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  onAbort: (stop: (reason: Error) => void) => void,
): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new FileHandler(resolve, reject);
    onAbort((reason) => handler.abort(reason));
    dispatcher.dispatch(options, handler);
  });
}

class FileHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: FileAnswer) => void;
  readonly #reject: (error: Error) => void;
  #controller: Controller | undefined;
  #body: FileBody | undefined;
  #reason: Error | undefined;

  constructor(resolve: (answer: FileAnswer) => void, reject: (error: Error) => void) {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  abort(reason: Error): void {
    this.#reason = reason;
    if (this.#body !== undefined) {
      this.#body.destroy(reason);
    } else {
      this.#controller?.abort(reason);
    }
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#reason !== undefined) {
      controller.abort(this.#reason);
    }
  }

  onResponseStart(controller: Controller, statusCode: number, headers: IncomingHttpHeaders): void {
    if (statusCode >= 200) {
      this.#body = new FileBody(controller);
      this.#resolve({ statusCode, headers, body: this.#body });
    }
  }

  onResponseData(_: Controller, piece: Uint8Array): void {
    this.#body?.add(piece);
  }

  onResponseEnd(): void {
    this.#body?.end();
  }

  onResponseError(_: Controller, error: Error): void {
    if (this.#body !== undefined) {
      this.#body.fail(error);
    } else {
      this.#reject(error);
    }
  }
}
