import type { ArtifactSource } from "../../../../src/sources/contract/source";
import type { Handler, RecordedRequest, Reply } from "../../../support/faultServer";
import { FaultServer } from "../../../support/faultServer";
import { connectModelLab } from "../../../support/labConnection";

/** How one request for the file is answered, in place of what a good service does. */
export type Answer = (reply: Reply, file: ServedFile, request: RecordedRequest) => void;

export interface ServedFile {
  bytes: Uint8Array;
  /** Absent: a service that tells no versions. */
  etag: string | undefined;
}

const PAGE = { type: "number_size", number: 0, size: 100, next_number: null, prev_number: null, total: 1 };
export const PLACE = ["project", "1", "run", "7", "model.bin"];

/** A Model Lab with one run and one file, that answers the first requests for it as it is told, and the rest well. */
export class ContentServer {
  readonly file: ServedFile;
  /** What the listing says, where it is not the truth. */
  listedSize: number | undefined;
  answers: Answer[] = [];
  /** How the run stands. */
  runStatus = "completed";
  /** Told before each answer with the file. */
  onAnswer: () => void = () => undefined;
  readonly ranges: (string | undefined)[] = [];
  readonly #server: FaultServer;
  readonly source: ArtifactSource;

  private constructor(server: FaultServer, file: ServedFile) {
    this.#server = server;
    this.file = file;
    this.source = connectModelLab(server.url, { apiKey: "a", appKey: "b" });
  }

  static async start(file: ServedFile): Promise<ContentServer> {
    const server = await FaultServer.start();
    const content = new ContentServer(server, file);
    server.handler = content.#handle;
    return content;
  }

  async close(): Promise<void> {
    this.source.dispose();
    await this.#server.close();
  }

  readonly #handle: Handler = (reply, request) => {
    if (request.path.endsWith("/artifacts")) {
      const files = [{ path: "model.bin", is_dir: false, file_size: this.listedSize ?? this.file.bytes.length }];
      const attributes = { path_in_project: "runs/7", files };
      reply.json({ data: { id: "7", type: "artifacts", attributes } });
      return;
    }
    if (request.path.endsWith("/runs")) {
      const attributes = { project_id: 1, status: this.runStatus };
      reply.json({ data: [{ id: "7", type: "runs", attributes }], meta: { page: PAGE } });
      return;
    }
    this.ranges.push(request.headers.range);
    this.onAnswer();
    (this.answers.shift() ?? good)(reply, this.file, request);
  };
}

/** Range and If-Range as RFC 9110 has them. */
export function good(reply: Reply, { bytes, etag }: ServedFile, { headers }: RecordedRequest): void {
  const { start, end } = wantedRange(headers.range);
  const isSame = headers["if-range"] === undefined || headers["if-range"] === etag;
  if (start === 0 || !isSame) {
    reply.bytes(Buffer.from(bytes), { headers: versionHeaders(etag) });
  } else if (start >= bytes.length) {
    reply.bytes("", { status: 416, headers: { "content-range": `bytes */${bytes.length}` } });
  } else {
    part(reply, bytes, { start, end, etag });
  }
}

/** From 0 without a range; to the end of the file without an `end`. */
export function wantedRange(range = ""): { readonly start: number; readonly end: number | undefined } {
  const [, first = "0", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  return { start: Number(first), end: last === "" ? undefined : Number(last) + 1 };
}

export interface Part {
  readonly start: number;
  /** The byte behind the last; the end of the file when absent. */
  readonly end?: number | undefined;
  readonly etag: string | undefined;
  /** What is said, where it is not the truth. */
  readonly said?: string;
}

export function part(reply: Reply, bytes: Uint8Array, { start, end = bytes.length, etag, said }: Part): void {
  const range = said ?? `bytes ${start}-${end - 1}/${bytes.length}`;
  reply.bytes(Buffer.from(bytes.subarray(start, end)), {
    status: 206,
    headers: { "content-range": range, ...versionHeaders(etag) },
  });
}

/** The head of the whole, so many bytes of the body, and the end of the connection. */
export function cutAfter(count: number): Answer {
  return (reply, { bytes, etag }) => {
    const version = etag === undefined ? "" : `etag: ${etag}\r\n`;
    const head = `HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n${version}\r\n`;
    reply.raw(Buffer.concat([Buffer.from(head), bytes.subarray(0, count)]));
  };
}

export function versionHeaders(etag: string | undefined): Record<string, string> {
  return etag === undefined ? {} : { etag };
}
