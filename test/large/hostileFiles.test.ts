import { SAMPLE_SECRETS } from "../support/connectedSample";
import { HostileFiles, safeAnswer } from "../support/hostileFiles";
import { HOSTILE } from "../support/hostileText";
import { useModelLabAgents } from "../support/modelLabAgents";

const RUN = "modelLab/run/70033";
const MB = 1024 * 1024;

/** Bodies of files, which come as they are whatever they hold. */
const BODIES: Readonly<Record<string, string>> = {
  "a line of 10 MB": "x".repeat(10 * MB),
  "a value of 9 MB": JSON.stringify({ log_history: [], best: "y".repeat(9 * MB) }),
  "millions of lines": "\n1".repeat(MB),
  "secrets as far as it goes": `api_key=${SAMPLE_SECRETS.apiKey}\n`.repeat(50_000),
  "dashes that could be the start of a token": "eyJa-".repeat(200_000),
  "arrays in arrays": "[".repeat(300_000),
  "whole arrays in arrays": `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
  "aliases that stand for others": `a: &a [x,x]\n${"bcdefghijk".replaceAll(/./g, (c) => `${c}: &${c} [*a,*a,*a,*a,*a,*a,*a,*a]\n`)}`,
  "an anchor that holds itself": "&a [*a]",
  "long YAML": "key: [1, {a: b}]\n".repeat(20_000),
  "hostile text": HOSTILE,
};

describe("Large files that are hostile, read by agents", () => {
  let files: HostileFiles;
  before(async () => (files = await HostileFiles.start()));
  after(() => files.close());

  for (const [name, text] of Object.entries(BODIES)) {
    it(`give no more than an answer takes: ${name}`, async () => {
      files.body = text;
      for (const path of [
        "config.json",
        "train.log",
        "metrics.csv",
        "training_args.yaml",
        "adapter_model.safetensors",
      ]) {
        for (const way of [{}, { lines: "1-999999999" }, { lines: "-50" }, { bytes: "0-30000" }, { at: "." }]) {
          await safeAnswer(files.agents, "read", { address: RUN, path, ...way });
        }
      }
      await safeAnswer(files.agents, "curves", { address: RUN });
    });
  }
});

describe("Names and fields that are endless, read by agents", () => {
  const { sample, agents } = useModelLabAgents();

  it("take no more than an answer has room for, however long they are", async () => {
    const { origin, keys } = sample().server;
    const headers = { "dd-api-key": keys.apiKey, "dd-application-key": keys.appKey };
    const runs = `${origin}/api/v2/model-lab-api/runs?filter[id]=70033`;
    const page = (await (await fetch(runs, { headers })).json()) as { data: { attributes: object }[] };
    const long = `${HOSTILE}${"z".repeat(MB)}`;
    const pairs = [
      { key: long, value: long },
      ...Array.from({ length: 2_000 }, (_, key) => ({ key: `k${key}`, value: HOSTILE })),
    ];
    const spoiled = { name: long, description: `${long}\n`.concat("\n".repeat(MB)), tags: pairs, params: pairs };
    const data = page.data.map((run) => ({ ...run, attributes: { ...run.attributes, ...spoiled } }));
    const stop = sample().server.respondWith(({ path }) =>
      path.endsWith("/runs") ? { status: 200, body: { ...page, data } } : undefined,
    );
    const project = "modelLab/project/2387";
    for (const [verb, args] of [
      ["get", { address: RUN }],
      ["get", { address: RUN, part: "params", from: 2 }],
      ["find", { in: project, show: ["k1"] }],
      ["describe", { address: project }],
      ["compare", { addresses: [RUN, "modelLab/run/70033/"] }],
    ] as const) {
      await safeAnswer(agents(), verb, args);
    }
    stop();
  });
});
