import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { SampleFixture, type WireRun } from "./sampleFixture";

const RUNNING = "70158";

describe("sample server: artifacts", () => {
  let sample: SampleFixture;
  before(async () => {
    sample = await SampleFixture.start();
  });
  after(() => sample.server.close());

  const bytesOf = async (run: WireRun, path: string): Promise<Buffer> => {
    const { path_in_project: root } = await sample.directory(run.id, path.slice(0, path.lastIndexOf("/") + 1));
    const response = await sample.content(run.attributes.project_id, `${root}/${path}`);
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get("Content-Type"), "application/octet-stream");
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.equal(response.headers.get("Content-Length"), String(bytes.length));
    return bytes;
  };

  /** All files below a directory, each with its listed size. */
  const walk = async (runId: string, path?: string): Promise<Map<string, number>> => {
    const files = new Map<string, number>();
    for (const entry of (await sample.directory(runId, path)).files) {
      if (entry.is_dir) {
        (await walk(runId, entry.path)).forEach((size, name) => files.set(name, size));
      } else {
        files.set(entry.path, entry.file_size ?? -1);
      }
    }
    return files;
  };

  it("lists directories with a trailing slash and no size, files with their size", async () => {
    const { path_in_project: root, files } = await sample.directory(RUNNING);
    assert.match(root, /^[0-9a-f]{32}\/artifacts$/);
    const checkpoint = files.find(({ path }) => path === "checkpoint-204/");
    assert.deepEqual(checkpoint, { path: "checkpoint-204/", is_dir: true });
    const card = files.find(({ path }) => path === "README.md");
    assert.ok(!card?.is_dir && (card?.file_size ?? 0) > 1000);
  });

  it("lists a subdirectory with or without a slash, by paths from the run's root", async () => {
    const [bare, slashed] = [
      await sample.directory(RUNNING, "checkpoint-204"),
      await sample.directory(RUNNING, "checkpoint-204/"),
    ];
    assert.deepEqual(bare, slashed);
    const adapter = bare.files.find(({ path }) => path === "checkpoint-204/adapter_model.safetensors");
    assert.ok(Math.abs((adapter?.file_size ?? 0) - 4.5e6) < 1e5);
  });

  it("says that a directory is not there, and lets no one out of the run", async () => {
    for (const path of ["nothing", "README.md", "check", "..", "../", "checkpoint-204/..", "/etc"]) {
      assert.deepEqual(
        await sample.send(`/runs/${RUNNING}/artifacts?path=${encodeURIComponent(path)}`, { status: 404 }),
        {
          errors: [{ title: "Generic Error", detail: "artifact not found" }],
        },
      );
    }
    await sample.send("/artifacts/content?project_id=2387&artifact_path=../../etc/passwd", { status: 404 });
    await sample.send("/artifacts/content?project_id=2386&artifact_path=x", { status: 404 });
    await sample.send("/artifacts/content?artifact_path=x", { status: 400 });
    await sample.send("/artifacts/content?project_id=2387", { status: 400 });
  });

  it("sends exactly as many bytes as it lists, for every file of a trained run", async () => {
    const run = await sample.run("qwen36-27b-qlora-fsdp", "qlora-r8-lr2e-4");
    const files = await walk(run.id);
    assert.ok(files.has("eval/samples/failures/refusals.jsonl"), [...files.keys()].join());
    for (const [path, size] of files) {
      assert.equal((await bytesOf(run, path)).length, size, path);
    }
  });

  it("sends files of names that need care", async () => {
    const run = await sample.run("Übersetzung-de-en", "odd names: 100% läuft #3?");
    const files = await walk(run.id);
    assert.ok(files.has("dir with space/#hash/100%/file?.json"));
    assert.ok(files.has("日本語/評価 結果.csv"));
    for (const [path, size] of files) {
      assert.equal((await bytesOf(run, path)).length, size, path);
    }
  });

  it("sends a PNG, JSON, a table and a safetensors file that are what they claim", async () => {
    const run = await sample.run("qwen36-27b-qlora-fsdp", "qlora-r8-lr2e-4");
    const png = await bytesOf(run, "loss.png");
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    const data = png.indexOf("IDAT");
    assert.equal(
      inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4))).length,
      360 * (1 + 640 / 4),
    );
    const config = JSON.parse((await bytesOf(run, "adapter_config.json")).toString()) as { r: number };
    assert.equal(config.r, 8);
    const lines = (await bytesOf(run, "metrics.csv")).toString().trim().split("\n");
    assert.equal(new Set(lines.map((line) => line.split(",").length)).size, 1);
    const weights = await bytesOf(run, "checkpoint-1224/adapter_model.safetensors");
    const length = Number(weights.readBigUInt64LE());
    type Header = Record<string, { data_offsets?: [number, number] }>;
    const header = JSON.parse(weights.subarray(8, 8 + length).toString()) as Header;
    const ends = Object.values(header).flatMap(({ data_offsets: offsets }) => offsets?.[1] ?? []);
    assert.equal(Math.max(...ends), weights.length - 8 - length);
    assert.ok("base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight" in header);
  });

  it("has a run without artifacts, and a pending run has none either", async () => {
    const dry = await sample.run("qwen36-27b-qlora-fsdp", "dry-run");
    assert.deepEqual((await sample.directory(dry.id)).files, []);
    const [pending] = await sample.runs({ "filter[status]": "pending" });
    assert.deepEqual((await sample.directory(pending?.id ?? "")).files, []);
  });

  it("lists a directory of 3,000 files and a project of 30,000", async () => {
    const project = await sample.project("whisper-large-v3-callcenter-de");
    const [run] = await sample.runs({ "filter[project_id]": project.id });
    assert.equal((await sample.directory(run?.id ?? "", "predictions")).files.length, 3000);
    const files = await sample.projectFiles(project.id);
    assert.ok(files.length > 30_000);
    const { path_in_project: root } = await sample.directory(run?.id ?? "");
    const first = files.find(({ artifact_path: path }) => path === `${root}/predictions/call-00001.json`);
    assert.equal(first?.filename, "call-00001.json");
    const response = await sample.content(project.id, first.artifact_path);
    assert.equal((await response.arrayBuffer()).byteLength, first.file_size);
  });

  it("sends the start of a file of gigabytes without having it", async () => {
    const run = await sample.run("llm-release/llama-3.2-1b-support", "merged-bf16");
    const { path_in_project: root, files } = await sample.directory(run.id);
    const size = files.find(({ path }) => path === "model.safetensors")?.file_size ?? 0;
    assert.ok(size > 2 ** 31);
    const controller = new AbortController();
    const response = await sample.content(run.attributes.project_id, `${root}/model.safetensors`, {
      signal: controller.signal,
    });
    assert.equal(response.headers.get("Content-Length"), String(size));
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const start = Buffer.from((await reader.read()).value ?? []);
    assert.equal(start.subarray(8, 21).toString(), '{"__metadata_');
    controller.abort();
    const at = async (offset: number): Promise<string> => {
      const part = await sample.content(run.attributes.project_id, `${root}/model.safetensors`, {
        headers: { Range: `bytes=${offset}-${offset + 999_999}` },
      });
      assert.equal(part.status, 206);
      return createHash("sha1")
        .update(Buffer.from(await part.arrayBuffer()))
        .digest("hex");
    };
    assert.equal(await at(2 ** 31 - 500_000), await at(2 ** 31 - 500_000));
    assert.notEqual(await at(2 ** 31 - 500_000), await at(2 ** 31 + 500_000));
  });

  it("sends ranges that fit together, and the whole when the file has changed meanwhile", async () => {
    const run = await sample.run("qwen36-27b-qlora-fsdp", "qlora-r8-lr2e-4");
    const { path_in_project: root } = await sample.directory(run.id);
    const path = `${root}/checkpoint-1224/adapter_model.safetensors`;
    const part = async (headers: Record<string, string>): Promise<[Response, Buffer]> => {
      const response = await sample.content(2387, path, { headers });
      return [response, Buffer.from(await response.arrayBuffer())];
    };
    const [full, whole] = await part({});
    const etag = full.headers.get("ETag") ?? "";
    assert.equal(full.headers.get("Accept-Ranges"), "bytes");
    const [middle, bytes] = await part({ Range: "bytes=1000-1200999", "If-Range": etag });
    assert.equal(middle.status, 206);
    assert.equal(middle.headers.get("Content-Range"), `bytes 1000-1200999/${whole.length}`);
    assert.ok(bytes.equals(whole.subarray(1000, 1_201_000)));
    assert.ok((await part({ Range: "bytes=4000000-" }))[1].equals(whole.subarray(4_000_000)));
    assert.ok((await part({ Range: "bytes=-77" }))[1].equals(whole.subarray(-77)));
    assert.equal((await part({ Range: "bytes=0-9", "If-Range": '"other"' }))[0].status, 200);
    assert.equal((await part({ Range: "bytes=0-9,20-29" }))[0].status, 200);
    const [beyond] = await part({ Range: `bytes=${whole.length}-` });
    assert.equal(beyond.status, 416);
    assert.equal(beyond.headers.get("Content-Range"), `bytes */${whole.length}`);
  });

  it("adds checkpoints while a run goes on, and keeps the latest three", async () => {
    const watched = await SampleFixture.start();
    const checkpoints = async (): Promise<string[]> =>
      (await watched.directory(RUNNING)).files.map(({ path }) => path).filter((path) => path.startsWith("checkpoint-"));
    assert.deepEqual(await checkpoints(), ["checkpoint-102/", "checkpoint-204/"]);
    watched.passTime(60 * 60_000);
    assert.deepEqual(await checkpoints(), ["checkpoint-408/", "checkpoint-510/", "checkpoint-612/"]);
    await watched.server.close();
  });

  it("squeezes JSON when it is told to and the client can read it, and never file contents", async () => {
    const far = await SampleFixture.start({ isSqueezed: true });
    const plain = await far.fetch("/api/v2/model-lab-api/runs", { headers: { "Accept-Encoding": "identity" } });
    assert.equal(plain.headers.get("Content-Encoding"), null);
    const squeezed = await far.fetch("/api/v2/model-lab-api/runs", { headers: { "Accept-Encoding": "gzip" } });
    assert.equal(squeezed.headers.get("Content-Encoding"), "gzip");
    assert.ok(Number(squeezed.headers.get("Content-Length")) * 4 < Number(plain.headers.get("Content-Length")));
    assert.equal(await squeezed.text(), await plain.text());
    const { path_in_project: root } = await far.directory(RUNNING);
    const file = await far.content(2387, `${root}/train.log`, { headers: { "Accept-Encoding": "gzip" } });
    assert.equal(file.headers.get("Content-Encoding"), null);
    await far.server.close();
  });
});
