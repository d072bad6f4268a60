import assert from "node:assert/strict";
import { ApiError } from "../../../../src/http/apiError";
import { readModelFile } from "../../../../src/files/peek/modelFile";
import { isModelFile } from "../../../../src/files/peek/modelFileName";
import type { ModelFileTable } from "../../../../src/web/modelFile/modelFileTable";
import * as make from "./modelFileBytes";
import { VirtualFile } from "./virtualFile";

const GB = 1_000_000_000;
const MB = 1_000_000;
const total = (table: ModelFileTable, label: string): string | undefined =>
  table.totals.find((candidate) => candidate.label === label)?.text;
const tensor = (start: number, end: number): object => ({
  dtype: "U8",
  shape: [end - start],
  data_offsets: [start, end],
});

describe("readModelFile", () => {
  it("knows its files by their names", () => {
    assert.ok(["a.safetensors", "b.GGUF", "c.npy", "d.npz", "e.v2.parquet"].every(isModelFile));
    assert.ok(!["safetensors.txt", "model.safetensors.index.json", "npz ", ""].some(isModelFile));
  });

  it("passes on the failure of a transfer, and the reason of an abort", async () => {
    const failure = new ApiError("network", "the connection broke");
    const reader = { read: () => Promise.reject(failure) };
    await assert.rejects(readModelFile("a.gguf", reader), failure);
    const reason = new Error("closed");
    await assert.rejects(readModelFile("a.gguf", reader, { signal: AbortSignal.abort(reason) }), reason);
  });

  it("shows 2 GB of safetensors for some kilobytes", async () => {
    const half = GB / 2;
    const head = make.safetensorsHead({
      __metadata__: { format: "pt" },
      "a.weight": { dtype: "BF16", shape: [half / 1000, 1000], data_offsets: [0, GB] },
      "b.weight": { dtype: "F32", shape: [], data_offsets: [GB, GB + 4] },
    });
    const file = new VirtualFile(head.length + GB + 4, [[0, head]]);
    const table = await readModelFile("model.safetensors", file.reader());
    assert.deepEqual(table.rows, [
      ["a.weight", "BF16", "[500000, 1000]", half, GB],
      ["b.weight", "F32", "[]", 1, 4],
    ]);
    assert.equal(total(table, "Parameters"), "500,000,001");
    assert.equal(total(table, "Size"), "1 GB");
    assert.equal(total(table, "Types"), "BF16 1 (1 GB), F32 1 (4 B)");
    assert.deepEqual(table.metadata, [{ key: "format", value: "pt" }]);
    assert.equal(file.sent, 64 * 1024);
  });

  it("reads a safetensors header of 100,000 tensors in time", async () => {
    const entries = Array.from({ length: 100_000 }, (_, index) => [`layer.${index}`, tensor(index, index + 1)]);
    const head = make.safetensorsHead(Object.fromEntries(entries));
    const file = new VirtualFile(head.length + 100_000, [[0, head]]);
    assert.equal((await readModelFile("a.safetensors", file.reader())).rows.length, 100_000);
  });

  it("reads .npy files of every version", async () => {
    for (const [version, descr, dtype] of [
      [1, "'<f4'", "float32"],
      [2, "'>i8'", "int64 (big-endian)"],
      [3, "[('größe', '<f8'), ('y', '|u1', (2, 3))]", "{größe: float64, y: uint8[2, 3]}"],
    ] as const) {
      const head = make.npyHead(`{'descr': ${descr}, 'fortran_order': True, 'shape': (3, 4L), }`, version);
      const table = await readModelFile("a.npy", VirtualFile.of(Buffer.concat([head, Buffer.alloc(200)])).reader());
      const bytes = 12 * [4, 8, 14][version - 1]!;
      assert.deepEqual(table.rows, [[dtype, "[3, 4]", "Fortran", 12, bytes]]);
    }
  });

  it("reads pickled objects' shape, without their bytes", async () => {
    const head = make.npyHead("{'descr': '|O', 'fortran_order': False, 'shape': (), }");
    const table = await readModelFile("a.npy", VirtualFile.of(head).reader());
    assert.deepEqual(table.rows, [["object", "[]", "C", 1, ""]]);
    assert.equal(total(table, "Size"), "unknown");
  });

  it("reads .npz members, stored and deflated", async () => {
    const members = [
      { name: "weights.npy", data: make.npyFile("'<f4'", [3, 2], 4) },
      { name: "bias.npy", data: make.npyFile("'<f8'", [100_000], 8), deflated: true },
      { name: "notes.txt", data: Buffer.from("hello") },
    ];
    const { size, pieces } = make.zipPieces(members);
    const table = await readModelFile("a.npz", new VirtualFile(size, pieces).reader());
    assert.deepEqual(table.rows, [
      ["weights", "float32", "[3, 2]", "C", 6, 24],
      ["bias", "float64", "[100000]", "C", 100_000, 800_000],
      ["notes.txt", "", "", "", "", 5],
    ]);
  });

  it("shows an .npz of 6 GB and 200 arrays for less than 1 MB", async () => {
    const data = make.npyHead("{'descr': '<f4', 'fortran_order': False, 'shape': (7000000,), }");
    const member = { data, claimedSize: data.length + 28 * MB };
    const members = Array.from({ length: 200 }, (_, index) => ({
      ...member,
      name: `a${index}.npy`,
      zip64: index > 100,
    }));
    const { size, pieces } = make.zipPieces(members);
    assert.ok(size > 5 * GB);
    const file = new VirtualFile(size, pieces);
    const table = await readModelFile("a.npz", file.reader());
    assert.deepEqual(table.rows[0], ["a0", "float32", "[7000000]", "C", 7_000_000, 28 * MB, ""]);
    const note = "Header not read: the archive has too many";
    assert.deepEqual(table.rows[199], ["a199", "", "", "", "", data.length + 28 * MB, note]);
    assert.equal(table.rows.length, 200);
    assert.equal(total(table, "Elements"), "700,000,000 in 100 of 200 arrays");
    assert.equal(total(table, "Size"), "2.8 GB in 100 of 200 arrays");
    assert.ok(file.sent < MB, String(file.sent));
    assert.ok(file.requests <= 105, String(file.requests));
  });

  it("reads GGUF metadata of all types, and tensors", async () => {
    const numbers = Buffer.alloc(8);
    numbers.writeFloatLE(0.5);
    const tokens = Array.from({ length: 100_000 }, (_, index) => make.ggufText(`token ${index}`));
    const head = make.ggufHead(
      [
        make.ggufPair("general.name", 8, make.ggufText("tiny")),
        make.ggufPair("f32", 6, numbers.subarray(0, 4)),
        make.ggufPair("u64", 10, make.uint64(2n ** 63n)),
        make.ggufPair("flag", 7, Buffer.from([1])),
        make.ggufPair("tokens", 9, Buffer.concat([make.uint32(8), make.uint64(tokens.length), ...tokens])),
        make.ggufPair("scores", 9, Buffer.concat([make.uint32(4), make.uint64(MB), Buffer.alloc(4 * MB)])),
        make.ggufPair("pair", 9, Buffer.concat([make.uint32(0), make.uint64(2), Buffer.from([1, 2])])),
      ],
      [make.ggufTensor("blk.0", [256, 4], 12, 0), make.ggufTensor("new", [4], 99, 576)],
    );
    const file = new VirtualFile(2 * GB, [[0, head]]);
    const table = await readModelFile("a.gguf", file.reader());
    assert.deepEqual(table.rows, [
      ["blk.0", "Q4_K", "[256, 4]", 1024, 576],
      ["new", "type 99", "[4]", 4, ""],
    ]);
    const values = new Map(table.metadata.map(({ key, value }) => [key, value]));
    assert.deepEqual(
      ["general.name", "f32", "u64", "flag", "pair"].map((key) => values.get(key)),
      ["tiny", "0.5", "9223372036854775808", "true", "[1, 2]"],
    );
    assert.match(values.get("tokens") ?? "", /^\[token 0, .*token 7, … \(100,000 items\)\]$/);
    assert.match(values.get("scores") ?? "", /\(1,000,000 items\)\]$/);
    assert.ok(file.sent < 5 * MB, "the array of numbers is not transferred whole");
  });

  it("shows a Parquet file of 2 GB for less than 1 MB", async () => {
    const group = make.thrift.struct([
      [2, 6, make.thrift.int(100)],
      [3, 6, make.thrift.int(10)],
    ]);
    const element = (name: string, type: number, children = 0): Buffer =>
      make.thrift.struct([
        ...(children > 0 ? [] : [[1, 5, make.thrift.int(type)] as const]),
        [3, 5, make.thrift.int(1)],
        [4, 8, make.thrift.text(name)],
        ...(children > 0 ? [[5, 5, make.thrift.int(children)] as const] : []),
        ...(type === 6 ? [[6, 5, make.thrift.int(0)] as const] : []),
      ]);
    const schema = [element("root", 0, 2), element("id", 2), element("item", 0, 1), element("text", 6)];
    const footer = make.thrift.struct([
      [1, 5, make.thrift.int(2)],
      [2, 9, make.thrift.list(schema)],
      [3, 6, make.thrift.int(123_456_789)],
      [4, 9, make.thrift.list([group, group])],
      [5, 9, make.thrift.list([make.thrift.struct([[1, 8, make.thrift.text("pandas")]])])],
      [6, 8, make.thrift.text("parquet-cpp-arrow")],
    ]);
    const tail = make.parquetTail(footer);
    const file = new VirtualFile(2 * GB, [[2 * GB - tail.length, tail]]);
    const table = await readModelFile("a.parquet", file.reader());
    assert.deepEqual(table.rows, [
      ["id", "INT64", "INT64", "optional"],
      ["item.text", "STRING", "BYTE_ARRAY", "optional"],
    ]);
    assert.deepEqual(
      table.totals.map(({ text }) => text),
      ["123,456,789", "2", "2"],
    );
    assert.deepEqual(
      table.metadata.map(({ key }) => key),
      ["created_by", "pandas"],
    );
    assert.ok(file.sent < MB);
  });
});
