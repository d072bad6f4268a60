import assert from "node:assert/strict";
import { readModelFile } from "../../src/files/peek/modelFile";
import * as make from "../unit/files/peek/modelFileBytes";
import { sampleFile } from "../unit/files/peek/samples/sampleFile";
import { VirtualFile } from "../unit/files/peek/virtualFile";

/** Far beyond what any of these takes: only what never ends is a failure. */
const HANG_MS = 30_000;

const MB = 1_000_000;
const TB = 1_000_000_000_000;

async function rejects(name: string, bytes: Buffer, message: RegExp, size = bytes.length): Promise<void> {
  const file = new VirtualFile(size, [[0, bytes]]);
  const began = performance.now();
  await assert.rejects(readModelFile(name, file.reader()), { name: "ApiError", kind: "badResponse", message });
  assert.ok(performance.now() - began < HANG_MS, "hangs");
  assert.ok(file.sent <= 17 * MB, "takes too much");
  assert.equal(file.open, 0);
}

describe("readModelFile, given a hostile file", () => {
  const safetensors: readonly (readonly [what: string, header: unknown, message: RegExp])[] = [
    ["bad JSON", '{"a": ', /not valid JSON/],
    ["no object", "[1, 2]", /not a JSON object/],
    ["an entry that is a number", { a: 5 }, /says nothing of the tensor "a"/],
    ["no dtype", { a: { shape: [1], data_offsets: [0, 4] } }, /"a" has no dtype/],
    ["no shape", { a: { dtype: "F32", data_offsets: [0, 4] } }, /"a" has no shape/],
    ["a negative extent", { a: { dtype: "F32", shape: [-1], data_offsets: [0, 4] } }, /no shape that can be/],
    ["NaN", '{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}', /not valid JSON/],
    ["an endless extent", '{"a":{"dtype":"F32","shape":[1e999],"data_offsets":[0,4]}}', /no shape that can be/],
    ["too many numbers", { a: { dtype: "X", shape: [1e15, 1e15], data_offsets: [0, 4] } }, /no file can hold/],
    ["offsets the wrong way round", { a: { dtype: "F32", shape: [1], data_offsets: [4, 0] } }, /no place/],
    ["negative offsets", { a: { dtype: "F32", shape: [1], data_offsets: [-4, 0] } }, /no place/],
    ["a lying size", { a: { dtype: "F32", shape: [2], data_offsets: [0, 4] } }, /F32 \[2\], but has 4 B/],
    ["data outside", { a: { dtype: "U8", shape: [1e12], data_offsets: [0, 1e12] } }, /beyond the file's end/],
    ["metadata that is a list", { __metadata__: [] }, /metadata is not/],
    [
      "an overlap",
      { a: { dtype: "U8", shape: [8], data_offsets: [0, 8] }, b: { dtype: "U8", shape: [8], data_offsets: [4, 12] } },
      /"a" and "b" overlap/,
    ],
  ];
  for (const [what, header, message] of safetensors) {
    it(`says what is wrong with safetensors of ${what}`, async () => {
      const head = make.safetensorsHead(header);
      await rejects("a.safetensors", head, message, head.length + 100);
    });
  }

  it("believes no length of safetensors' header", async () => {
    const lengthOf = (length: number | bigint): Buffer => Buffer.concat([make.uint64(length), Buffer.from("{}")]);
    await rejects("a.safetensors", lengthOf(5 * TB), /a header of 5 TB/);
    await rejects("a.safetensors", lengthOf(2n ** 64n - 1n), /a header of/, 2 * TB);
    await rejects("a.safetensors", lengthOf(5_000), /no longer than 10 B/);
    await rejects("a.safetensors", lengthOf(50 * MB), /longer than the 16/, 2 * TB);
    await rejects("a.safetensors", lengthOf(0), /no header/);
    await rejects("a.safetensors", Buffer.from("abc"), /the file ends after 3 B/);
    await rejects("a.safetensors", Buffer.alloc(0), /empty/);
    await rejects("a.safetensors", Buffer.from("<html>not found</html>"), /a header of/);
  });

  it("parses no JSON of millions of brackets", async () => {
    const depth = 7_000_000;
    await rejects("a.safetensors", make.safetensorsHead(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`), /nested/);
  });

  it("takes a tensor called __proto__ for a name, and quotes hostile ones in one line", async () => {
    const entry = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}';
    const head = make.safetensorsHead(`{"__proto__":${entry}}`);
    const table = await readModelFile("a.safetensors", new VirtualFile(head.length + 1, [[0, head]]).reader());
    assert.deepEqual(table.rows, [["__proto__", "U8", "[1]", 1, 1]]);
    await rejects(
      "a.safetensors",
      make.safetensorsHead({ [`a\n\u202e${"b".repeat(900)}`]: 1 }),
      /^[^\n\u202e]{0,150}$/,
    );
  });

  it("says what is wrong with .npy files", async () => {
    const dict = (text: string, version?: number): Buffer => make.npyHead(text, version);
    await rejects("a.npy", Buffer.from("something else"), /not a NumPy file/);
    await rejects("a.npy", dict("{}", 9), /version 9/);
    await rejects("a.npy", dict("{'descr': __import__('os').system('x')}"), /not the Python dict/);
    await rejects("a.npy", dict(`{'descr': ${"(".repeat(50_000)}`), /not the Python dict/);
    await rejects("a.npy", dict(`{'descr': '${"\\".repeat(40_000)}`), /not the Python dict/);
    await rejects("a.npy", dict("{'descr': '<f4', 'fortran_order': False}"), /no shape/);
    await rejects("a.npy", dict("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}"), /no shape/);
    await rejects("a.npy", dict("{'descr': '<q9', 'fortran_order': False, 'shape': ()}"), /dtype that is not known/);
    await rejects("a.npy", dict("{'descr': '<f4', 'fortran_order': False, 'shape': (9, 9)}"), /cut off/);
    const long = dict("{}", 2);
    long.writeUInt32LE(0xffffffff, 8);
    await rejects("a.npy", long, /a header of 4.2 GB/);
  });

  it("says what is wrong with .npz files", async () => {
    const [file, tail] = make
      .zipPieces([{ name: "a.npy", data: make.npyFile("'<f4'", [4], 4) }])
      .pieces.map(([, bytes]) => bytes);
    assert.ok(file !== undefined && tail !== undefined);
    await rejects("a.npz", Buffer.from("PK"), /too short/);
    await rejects("a.npz", Buffer.concat([file, tail.subarray(0, -4)]), /no directory at its end/);
    await rejects("a.npz", tail, /beyond the file's end/);
  });

  it("says what is wrong with an .npz file's member in its row", async () => {
    const noteOf = async (bytes: Buffer): Promise<unknown> =>
      (await readModelFile("a.npz", VirtualFile.of(bytes).reader())).rows[0]?.at(-1);
    const packed = (name: string, data: Buffer): Buffer[] =>
      make.zipPieces([{ name, data, deflated: true }]).pieces.map(([, bytes]) => bytes);
    const lost = Buffer.concat(packed("a.npy", make.npyFile("'<f4'", [4], 4)));
    lost.fill(0, 0, 4);
    assert.equal(await noteOf(lost), "Could not be read: the zip directory points to a wrong place");
    const damaged = packed("b.npy", make.npyFile("'<f4'", [4], 4));
    damaged[0]!.fill(0xff, 35);
    assert.equal(await noteOf(Buffer.concat(damaged)), "Could not be read: the compressed data is damaged");
    const bomb = packed("c.npy", Buffer.alloc(50 * MB));
    assert.equal(
      await noteOf(Buffer.concat(bomb)),
      "Could not be read: it is not a NumPy file: it does not begin as one",
    );
  });

  it("says what is wrong with GGUF files", async () => {
    const counted = (tensors: number | bigint, pairs: number | bigint): Buffer =>
      Buffer.concat([Buffer.from("GGUF"), make.uint32(3), make.uint64(tensors), make.uint64(pairs)]);
    const list = (type: number, count: number | bigint): Buffer =>
      make.ggufHead([make.ggufPair("k", 9, Buffer.concat([make.uint32(type), make.uint64(count)]))], []);
    await rejects("a.gguf", Buffer.from("something else"), /not a GGUF file/);
    await rejects("a.gguf", make.ggufHead([], [], 1), /version 1 /);
    await rejects("a.gguf", make.ggufHead([], [], 0x03000000), /big-endian/);
    await rejects("a.gguf", counted(2n ** 63n, 1), /a length that no file has/);
    await rejects("a.gguf", counted(5e9, 1), /which no model has/);
    await rejects("a.gguf", counted(1, 0), /the file ends after 24 B/);
    await rejects("a.gguf", Buffer.concat([counted(0, 1), make.uint64(TB)]), /the file ends after/);
    await rejects("a.gguf", Buffer.concat([counted(0, 1), make.uint64(TB)]), /longer than the 16/, 2 * TB);
    await rejects("a.gguf", list(8, 2 ** 52), /longer than the 16|scattered/, 2 * TB);
    await rejects("a.gguf", list(77, 5), /the value of "k" in its metadata is of an unknown type/, MB);
    const nested = Buffer.concat(Array.from({ length: 90 }, () => Buffer.concat([make.uint32(9), make.uint64(1)])));
    await rejects("a.gguf", make.ggufHead([make.ggufPair("k", 9, nested)], []), /unknown type/);
    await rejects("a.gguf", make.ggufHead([], [make.ggufTensor("t", [1024], 0, 0)]), /"t" lies beyond/);
    await rejects("a.gguf", make.ggufHead([], [make.ggufTensor("t", [2 ** 40, 2 ** 40], 0, 0)]), /no file can hold/);
  });

  it("says what is wrong with Parquet files", async () => {
    const footer = (bytes: Buffer): Buffer => make.parquetTail(bytes);
    await rejects("a.parquet", Buffer.from("something else"), /not a Parquet file/);
    await rejects("a.parquet", Buffer.from("PAR1"), /not a Parquet file/);
    await rejects("a.parquet", Buffer.concat([make.uint32(0xfffffff0), Buffer.from("PAR1")]), /a footer of 4.2 GB/);
    await rejects("a.parquet", Buffer.concat([make.uint32(1), Buffer.from("PARE")]), /encrypted/);
    await rejects("a.parquet", footer(Buffer.from([0])), /no schema/);
    await rejects("a.parquet", footer(Buffer.from([0x19])), /breaks off/);
    await rejects("a.parquet", footer(Buffer.alloc(5_000, 0x1c)), /nested too deeply/);
    await rejects("a.parquet", footer(Buffer.alloc(5_000, 0x19)), /damaged/);
    await rejects("a.parquet", footer(Buffer.from([0x29, 0xfc, 0xff, 0xff, 0xff, 0x7f])), /longer than the footer/);
    const many = make.thrift.list(Array.from({ length: 200_000 }, () => Buffer.from([0])));
    await rejects("a.parquet", footer(make.thrift.struct([[2, 9, many]])), /more columns/);
  });

  it("never fails otherwise, wherever a file is cut or a byte is changed", async () => {
    const head = make.ggufHead([make.ggufPair("k", 8, make.ggufText("v"))], [make.ggufTensor("t", [4], 0, 0)]);
    const npz = make.zipPieces([{ name: "a.npy", data: make.npyFile("'<f4'", [4], 4), deflated: true }]).pieces;
    const files: Readonly<Record<string, Buffer>> = {
      "a.gguf": Buffer.concat([head, Buffer.alloc(64)]),
      "a.npz": Buffer.concat(npz.map(([, bytes]) => bytes)),
      "a.npy": make.npyFile("'<f4'", [4], 4),
      "a.safetensors": make.safetensorsHead({ a: { dtype: "U8", shape: [0], data_offsets: [0, 0] } }),
      "a.parquet": make.parquetTail(make.thrift.struct([[2, 9, make.thrift.list([make.thrift.struct([])])]])),
    };
    const samples = ["types.parquet", "one-bad.npz", "wide-structured.npz", "escapes.npy", "nvfp4.gguf"];
    const all = [...Object.entries(files), ...samples.map((name) => [name, sampleFile(name)] as const)];
    for (const [name, bytes] of all) {
      await readModelFile(name, VirtualFile.of(bytes).reader());
      const step = Math.ceil(bytes.length / 150);
      for (let place = 0; place < bytes.length; place += step) {
        const changed = Buffer.from(bytes);
        changed[place] = changed[place]! ^ (1 + ((place * 37) % 255));
        for (const broken of [changed, bytes.subarray(0, place)]) {
          const failure: unknown = await readModelFile(name, VirtualFile.of(broken).reader()).then(
            () => undefined,
            (error: unknown) => error,
          );
          assert.ok(
            failure === undefined || (failure instanceof Error && failure.name === "ApiError"),
            String(failure),
          );
        }
      }
    }
  });
});
