import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DownloadSummary } from "../../../../src/files/download/downloadJob";
import type { Answer, ServedFile } from "./contentServer";
import { ContentServer, cutAfter, good, part, PLACE, versionHeaders, wantedRange } from "./contentServer";
import { DownloadFixture, hashOf } from "./downloadFixture";
import { someBytes } from "./scriptedFiles";

const OLD = someBytes(3 * 1024 * 1024 + 17);
const NEW = someBytes(OLD.length, 2);
const LONGER = someBytes(OLD.length + 1000);
const HALF = 2 * 1024 * 1024;

interface Case {
  readonly service: string;
  /** Requests after these are answered well. */
  readonly answers: readonly Answer[];
  readonly etag?: string | undefined;
  readonly listedSize?: number;
  /** What is on the disk in the end. */
  readonly leaves: "the file" | "the new file" | "the longer file" | "nothing";
  readonly reason?: RegExp;
}

/** Changes the file before the next answer. */
function changed(answer: Answer, bytes = NEW): Answer {
  return (reply, file, request) => {
    Object.assign(file, { bytes, etag: file.etag === undefined ? undefined : '"2"' } satisfies ServedFile);
    answer(reply, file, request);
  };
}

/** Changes the file, and tells its version from now on. */
const versioned: Answer = (reply, file, request) => {
  Object.assign(file, { bytes: NEW, etag: '"2"' } satisfies ServedFile);
  good(reply, file, request);
};
const whole: Answer = (reply, { bytes, etag }) => reply.bytes(Buffer.from(bytes), { headers: versionHeaders(etag) });
const restOf =
  (said?: string): Answer =>
  (reply, { bytes, etag }) =>
    part(reply, bytes, { start: HALF, etag, ...(said === undefined ? {} : { said }) });
const pieces =
  (count: number): Answer =>
  (reply, { bytes }) => {
    const body = Buffer.concat([bytes, someBytes(100)]).subarray(0, count);
    const [head, size] = ["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", body.length.toString(16)];
    reply.raw(Buffer.concat([Buffer.from(`${head}${size}\r\n`), body, Buffer.from("\r\n0\r\n\r\n")]));
  };
/** So many bytes of the part that is asked for, and the end of the connection. */
const cutPart =
  (count: number): Answer =>
  (reply, { bytes }, { headers }) => {
    const { start, end = bytes.length } = wantedRange(headers.range);
    const length = `content-length: ${end - start}`;
    const head = `HTTP/1.1 206 Partial\r\n${length}\r\ncontent-range: bytes ${start}-${end - 1}/${bytes.length}\r\n\r\n`;
    reply.raw(Buffer.concat([Buffer.from(head), bytes.subarray(start, start + count)]));
  };
const times = (count: number, answer: Answer): readonly Answer[] => Array.from({ length: count }, () => answer);

const CASES: readonly Case[] = [
  { service: "cuts the body, and goes on", answers: [cutAfter(HALF)], leaves: "the file" },
  {
    service: "cuts the body again and again",
    answers: times(9, cutAfter(HALF)),
    leaves: "nothing",
    reason: /connection|early/,
  },
  { service: "cuts at the last byte", answers: [cutAfter(OLD.length - 1)], leaves: "the file" },
  { service: "cuts the body, and ignores Range", answers: [cutAfter(HALF), whole], leaves: "the file" },
  { service: "cuts the body, and tells no versions", answers: [cutAfter(HALF)], etag: undefined, leaves: "the file" },
  {
    service: "tells no versions, and has another file of the same size after the cut",
    answers: [cutAfter(HALF), changed(whole)],
    etag: undefined,
    leaves: "the new file",
  },
  {
    service: "tells no versions, and gives a part of another file of the same size after the cut",
    answers: [cutAfter(HALF), changed(good)],
    etag: undefined,
    leaves: "the new file",
  },
  {
    service: "tells no versions, and gives a part of a longer file after the cut",
    answers: [cutAfter(HALF), changed(good, LONGER)],
    etag: undefined,
    leaves: "the longer file",
  },
  {
    service: "tells no versions, and ends in a sample that it gives",
    answers: [cutAfter(HALF), cutPart(1000)],
    etag: undefined,
    leaves: "the file",
  },
  {
    service: "tells no versions, and ends in the part that it gives",
    answers: [cutAfter(HALF), ...times(4, good), cutPart(1000)],
    etag: undefined,
    leaves: "the file",
  },
  {
    service: "tells no versions, and gives files whole alone",
    answers: [cutAfter(HALF), ...times(9, whole)],
    etag: undefined,
    leaves: "the file",
  },
  {
    service: "tells a version for the first time after the cut",
    answers: [cutAfter(HALF), versioned],
    etag: undefined,
    leaves: "the new file",
  },
  {
    service: "has a new file after the cut, and honours If-Range",
    answers: [cutAfter(HALF), changed(whole)],
    leaves: "the new file",
  },
  {
    service: "has a new file after the cut, and ignores If-Range",
    answers: [cutAfter(HALF), changed(restOf())],
    leaves: "the new file",
  },
  {
    service: "has a shorter file after the cut",
    answers: [cutAfter(HALF), changed((reply) => reply.bytes("", { status: 416 }), NEW.subarray(0, 1000))],
    leaves: "the new file",
  },
  {
    service: "gives another part than was asked for",
    answers: [cutAfter(HALF), (reply, { bytes, etag }) => part(reply, bytes, { start: HALF - 5, etag })],
    leaves: "the file",
  },
  { service: "does not say which part it gives", answers: [cutAfter(HALF), restOf("bytes */*")], leaves: "the file" },
  {
    service: "says of a part that the whole is larger",
    answers: [cutAfter(HALF), restOf(`bytes ${HALF}-${OLD.length - 1}/${OLD.length + 9}`)],
    leaves: "the file",
  },
  {
    service: "gives a part to who asked for the whole",
    answers: times(9, (reply, { bytes, etag }) => part(reply, bytes, { start: 5, etag })),
    leaves: "nothing",
    reason: /part/,
  },
  {
    service: "sends fewer bytes than it lists",
    answers: times(9, pieces(HALF)),
    leaves: "nothing",
    reason: /lists \d+ bytes, but sends/,
  },
  {
    service: "sends more bytes than it lists",
    answers: times(9, pieces(OLD.length + 1)),
    leaves: "nothing",
    reason: /lists \d+ bytes, but sends/,
  },
  {
    service: "announces fewer bytes than it sends",
    answers: times(9, (reply, { bytes }) => {
      const head = `HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length - 9}\r\nconnection: close\r\n\r\n`;
      reply.raw(Buffer.concat([Buffer.from(head), bytes]));
    }),
    leaves: "nothing",
    reason: /lists|longer|network|connection/,
  },
  {
    service: "answers with a page of its own, as a hotel's network does",
    answers: times(9, (reply) =>
      reply.bytes("<html>Please sign in</html>", { headers: { "content-type": "text/html" } }),
    ),
    leaves: "nothing",
    reason: /lists \d+ bytes, but sends 27/,
  },
  {
    service: "lists another size than it sends",
    answers: [],
    listedSize: OLD.length + 1,
    leaves: "nothing",
    reason: /lists/,
  },
];

describe("A download from a service that", () => {
  for (const one of CASES) {
    it(`${one.service} leaves ${one.leaves}, under its name`, async () => {
      const { summary, names, bytes } = await download(one);
      if (one.leaves === "nothing") {
        assert.ok(!names.includes("model.bin"), names.join());
        assert.match(summary.failed[0]?.error.message ?? "", one.reason ?? /./);
        return;
      }
      assert.deepEqual(summary.failed, []);
      assert.deepEqual(names, ["model.bin"]);
      const late =
        one.leaves === "the longer file" ? LONGER : NEW.subarray(0, bytes.length === 1000 ? 1000 : NEW.length);
      assert.equal(hashOf(bytes), hashOf(one.leaves === "the file" ? OLD : late));
    });
  }
});

describe("A download of a file that grows, as the log of a run that goes on does,", () => {
  for (const [what, etag, steps] of [
    ["of what was there when it began", '"1"', [0, 0]],
    ["while it grows on", '"1"', [0, 200]],
    ["from a service that announces no size", undefined, [0, 0]],
  ] as const) {
    it(`comes ${what}`, async () => {
      const log = someBytes(10_000);
      const server = await ContentServer.start({ bytes: log.subarray(0, 5000), etag });
      const fixture = await DownloadFixture.open();
      const files = server.source.files!;
      const { size } = await files.stat(PLACE, { signal: new AbortController().signal });
      server.file.bytes = log.subarray(0, 5200);
      server.answers = [etag === undefined ? pieces(5200) : good];
      server.onAnswer = () => void (server.listedSize = 5200 + steps[1]);
      const summary = await fixture.run([{ place: PLACE, path: ["train.log"], size: size! }], { files });
      assert.deepEqual([size, summary.failed], [5000, []]);
      assert.equal(await fixture.hash("train.log"), hashOf(log.subarray(0, 5200)));
      await fixture.close();
      await server.close();
    });
  }
});

interface Download {
  readonly summary: DownloadSummary;
  readonly names: readonly string[];
  readonly bytes: Uint8Array;
}

async function download(one: Case): Promise<Download> {
  const server = await ContentServer.start({ bytes: OLD, etag: "etag" in one ? one.etag : '"1"' });
  const fixture = await DownloadFixture.open();
  server.answers = [...one.answers];
  server.listedSize = one.listedSize;
  const item = { place: PLACE, path: ["model.bin"], size: one.listedSize ?? OLD.length };
  try {
    const summary = await fixture.run([item], { files: server.source.files! });
    const names = await fixture.names();
    const hasFile = names.includes("model.bin");
    const bytes = hasFile ? await readFile(join(fixture.folder, "model.bin")) : new Uint8Array();
    return { summary, names, bytes };
  } finally {
    await fixture.close();
    await server.close();
  }
}
