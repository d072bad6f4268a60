import assert from "node:assert/strict";
import { readModelFile } from "../../../../src/files/peek/modelFile";
import type { ModelFileTable } from "../../../../src/web/modelFile/modelFileTable";
import * as make from "./modelFileBytes";
import { sampleFile } from "./samples/sampleFile";
import { VirtualFile } from "./virtualFile";

const sample = (name: string): Promise<ModelFileTable> =>
  readModelFile(name, VirtualFile.of(sampleFile(name)).reader());
const table = (name: string, bytes: Buffer): Promise<ModelFileTable> =>
  readModelFile(name, VirtualFile.of(bytes).reader());
const total = ({ totals }: ModelFileTable, label: string): string | undefined =>
  totals.find((candidate) => candidate.label === label)?.text;

describe("readModelFile, given what other tools write", () => {
  it("names a Parquet column's meaning as the format has it, and how it is stored", async () => {
    const { rows } = await sample("types.parquet");
    const types = new Map(rows.map(([name, type, stored]) => [String(name), [type, stored]]));
    const expected = {
      ts_naive_us: ["TIMESTAMP(MICROS)", "INT64"],
      ts_naive_ns: ["TIMESTAMP(NANOS)", "INT64"],
      ts_naive_ms: ["TIMESTAMP(MILLIS)", "INT64"],
      ts_utc_us: ["TIMESTAMP(MICROS, UTC)", "INT64"],
      ts_utc_ns: ["TIMESTAMP(NANOS, UTC)", "INT64"],
      time_us: ["TIME(MICROS)", "INT64"],
      time_ms: ["TIME(MILLIS)", "INT32"],
      time_ns: ["TIME(NANOS)", "INT64"],
      date: ["DATE", "INT32"],
      dec: ["DECIMAL(10, 2)", "FIXED_LEN_BYTE_ARRAY(5)"],
      f16: ["FLOAT16", "FIXED_LEN_BYTE_ARRAY(2)"],
      str: ["STRING", "BYTE_ARRAY"],
      bin: ["BYTE_ARRAY", "BYTE_ARRAY"],
      fsb: ["FIXED_LEN_BYTE_ARRAY(4)", "FIXED_LEN_BYTE_ARRAY(4)"],
      bool: ["BOOLEAN", "BOOLEAN"],
      u64: ["UINT_64", "INT64"],
      null: ["NULL", "INT32"],
      uuid: ["UUID", "FIXED_LEN_BYTE_ARRAY(16)"],
    };
    for (const [name, type] of Object.entries(expected)) {
      assert.deepEqual(types.get(name), type, name);
    }
  });

  it("shows an archive's other arrays beside those that can't be read", async () => {
    const archive = await sample("one-bad.npz");
    assert.deepEqual(archive.columns.at(-1)?.name, "Note");
    assert.deepEqual(archive.rows, [
      ["w", "float64", "[3]", "C", 3, 24, ""],
      ["bad", "", "", "", "", 11, "Could not be read: it is not a NumPy file: it does not begin as one"],
      ["e", "", "", "", "", 0, "Could not be read: it ends after 0 B, before its header does"],
    ]);
    assert.equal(total(archive, "Elements"), "3 in 1 of 3 arrays");
  });

  it("reads on in an archive whose directory puts one member beyond its end", async () => {
    const data = make.npyFile("'<f4'", [4], 4);
    const { pieces } = make.zipPieces([
      { name: "a.npy", data },
      { name: "b.npy", data },
    ]);
    const bytes = Buffer.concat(pieces.map(([, piece]) => piece));
    bytes.writeUInt32LE(bytes.length - 10, bytes.indexOf("PK\u0001\u0002", 0, "latin1") + 42);
    const { rows } = await table("a.npz", bytes);
    assert.deepEqual(
      rows.map((row) => [row[0], row[1], row.at(-1)]),
      [
        ["a", "", "Could not be read: the zip directory points to a wrong place"],
        ["b", "float32", ""],
      ],
    );
  });

  it("refuses an archive that changes while it is read, rather than showing a part of each", async () => {
    const member = {
      data: make.npyHead("{'descr': '<f4', 'fortran_order': False, 'shape': (9,), }"),
      claimedSize: 9e6,
    };
    const { size, pieces } = make.zipPieces(["a.npy", "b.npy", "c.npy"].map((name) => ({ ...member, name })));
    const file = new VirtualFile(size, pieces, { version: (request) => (request > 4 ? "new" : "old") });
    await assert.rejects(readModelFile("a.npz", file.reader()), /changed while it was being read/);
  });

  it("inflates as much of a wide array's header as there is", async () => {
    const { rows } = await sample("wide-structured.npz");
    assert.deepEqual(rows[1]?.slice(0, 2), ["ok", "float64"]);
    assert.match(String(rows[0]?.[1]), /^\{/);
    assert.equal(typeof rows[0]?.[5], "number");
  });

  it("reads NumPy's field names as Python does", async () => {
    const [row] = (await sample("escapes.npy")).rows;
    assert.equal(row?.[0], "{a\nb: int32, c\td\\e: float64, \x7f\u200b: int16}");
    const descr = String.raw`[('\ufeffid', '<i4'), ("net\xa0weight", '<i4'), ('\101\q\U0001f600\'', '<i4')]`;
    const head = make.npyHead(`{'descr': ${descr}, 'fortran_order': False, 'shape': (0,), }`);
    const names = "{\ufeffid: int32, net\u00a0weight: int32, A\\q😀': int32}";
    assert.equal((await table("a.npy", head)).rows[0]?.[0], names);
  });

  it("knows GGUF's newest types, and counts one that it does not know as unknown", async () => {
    const known = await sample("nvfp4.gguf");
    assert.deepEqual(known.rows, [["blk.0.w", "NVFP4", "[256, 4]", 1024, 576]]);
    const tensors = [make.ggufTensor("a", [256], 41, 0), make.ggufTensor("b", [256], 42, 64)];
    const head = make.ggufHead([], tensors);
    const newest = await readModelFile("a.gguf", new VirtualFile(1_000, [[0, head]]).reader());
    assert.deepEqual(
      newest.rows.map((row) => [row[1], row[4]]),
      [
        ["Q1_0", 36],
        ["Q2_0", 72],
      ],
    );
    const unknown = await readModelFile(
      "a.gguf",
      new VirtualFile(1_000, [[0, make.ggufHead([], [make.ggufTensor("a", [4], 99, 0)])]]).reader(),
    );
    assert.equal(total(unknown, "Size"), "unknown");
    assert.equal(total(unknown, "Types"), "type 99 1 (size unknown)");
  });

  it("says of a pointer of Git LFS what it points to", async () => {
    const oid = `sha256:${"ab".repeat(32)}`;
    const pointer = Buffer.from(`version https://git-lfs.github.com/spec/v1\noid ${oid}\nsize 4500000\n`);
    for (const name of ["x.safetensors", "x.gguf", "x.npy", "x.npz", "x.parquet"]) {
      await assert.rejects(table(name, pointer), {
        kind: "badResponse",
        message: `it is a pointer of Git LFS, not the file: it points to ${oid}, 4.5 MB`,
      });
    }
    await assert.rejects(
      table("x.npy", pointer.subarray(0, 42)),
      /^ApiError: it is a pointer of Git LFS, not the file$/,
    );
  });

  it("opens safetensors whose metadata has more opening brackets than closing ones, inside texts", async () => {
    const { rows, metadata } = await sample("brackets.safetensors");
    assert.deepEqual(rows, [["a", "F32", "[1]", 1, 4]]);
    assert.deepEqual(
      metadata.map(({ key }) => key),
      ["ss_tag_frequency"],
    );
  });

  it("shows safetensors' metadata as they are written, those that are no texts and repeated keys too", async () => {
    const text = '{"seed":12345678901234567890,"lr":1.0,"s":1e400}';
    const head = make.safetensorsHead(`{"__metadata__":{"a":${JSON.stringify(text)},"b":1.0,"a":"x","c":${text}}}`);
    assert.deepEqual((await table("a.safetensors", head)).metadata, [
      { key: "a", value: text },
      { key: "b", value: "1.0" },
      { key: "a", value: "x" },
      { key: "c", value: text },
    ]);
  });
});
