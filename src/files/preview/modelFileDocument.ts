import type { CustomDocument, Event, Uri } from "vscode";
import { EventEmitter } from "vscode";
import { isCancellation } from "../../host/messages/messages";
import type { SourcePool } from "../../host/site/sourcePool";
import { STOPPED_LOAD } from "../../host/messages/stoppedLoad";
import { ApiError, isKeyProblem } from "../../http/apiError";
import type { ModelFileContent, ModelFileFailure, ModelFileMessage } from "../../web/modelFile/messages";
import type { FileAddress } from "../fileSystem/fileAddress";
import { parseAddress } from "../fileSystem/fileAddress";
import { openRange } from "./openRange";
import { defined } from "../../text/defined";

/** A model file that is open: what its header says, read once and kept for all editors of it until the last is closed. */
export class ModelFileDocument implements CustomDocument {
  readonly uri: Uri;
  /** Undefined for a file on disk. */
  readonly address: FileAddress | undefined;
  readonly #pool: SourcePool;
  readonly #changed = new EventEmitter<void>();
  #reading: AbortController | undefined;
  #isDisposed = false;
  #content: ModelFileContent | undefined;
  #failure: ModelFileFailure | undefined;
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(uri: Uri, pool: SourcePool) {
    this.uri = uri;
    this.address = parseAddress(uri);
    this.#pool = pool;
  }

  /** As the system calls it, whatever an address makes of it. */
  get name(): string {
    return this.address?.place.at(-1) ?? this.uri.path.split("/").at(-1) ?? "";
  }

  get state(): ModelFileMessage {
    return {
      name: this.name,
      canDownload: this.address !== undefined,
      isReading: this.#reading !== undefined,
      ...defined({ content: this.#content, failure: this.#failure }),
    };
  }

  /**
   * Reads the file again, unless its editors are closed. A read that is under way is dropped. Never rejects: a failure is part of the
   * state.
   */
  async read(): Promise<void> {
    if (this.#isDisposed) {
      return;
    }
    const controller = new AbortController();
    this.#reading?.abort();
    this.#reading = controller;
    this.#changed.fire();
    try {
      this.#content = await this.#peek(controller.signal);
      this.#failure = undefined;
    } catch (error) {
      if (!controller.signal.aborted) {
        this.#failure = this.#failureOf(error);
      }
    } finally {
      if (this.#reading === controller) {
        this.#reading = undefined;
        this.#changed.fire();
      }
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#reading?.abort();
    this.#reading = undefined;
    this.#changed.dispose();
  }

  async #peek(signal: AbortSignal): Promise<ModelFileContent> {
    const { peekFile } = await import("./peekFile");
    const open = (range: { readonly start: number; readonly end?: number }) =>
      openRange(this.uri, range, { pool: this.#pool, signal });
    const peeked = await peekFile(this.name, open, signal);
    if (peeked.kind === "content") {
      return peeked.content;
    }
    const { cause, reason } = peeked;
    const isOwn = cause instanceof ApiError || (cause instanceof Error && isCancellation(cause));
    throw isOwn ? cause : new ApiError("badResponse", reason);
  }

  #failureOf(error: unknown): ModelFileFailure {
    if (isCancellation(error)) {
      return { sentence: STOPPED_LOAD, isKeyProblem: false };
    }
    const reason = error instanceof ApiError ? error.message : "an unexpected error";
    return {
      sentence: `Could not open ${this.name}: ${reason}.`,
      isKeyProblem: this.address !== undefined && error instanceof ApiError && isKeyProblem(error),
    };
  }
}
