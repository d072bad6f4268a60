import assert from "node:assert/strict";
import { SampleFixture } from "./sampleFixture";

interface Keys {
  readonly data: { readonly attributes: { metrics: string[] | null; parameters: string[]; tags: string[] } };
}

interface Values {
  readonly data: {
    readonly attributes: {
      readonly facet_name: string;
      readonly facet_type: string;
      readonly values: readonly string[];
      readonly numeric_range?: { readonly min: number; readonly max: number };
      readonly metric_stat_ranges?: readonly { readonly stat: string; readonly min: number; readonly max: number }[];
    };
  };
}

describe("sample server: facets", () => {
  let sample: SampleFixture;
  before(async () => {
    sample = await SampleFixture.start();
  });
  after(() => sample.server.close());

  const values = async (query: string): Promise<Values["data"]["attributes"]> =>
    (await sample.send<Values>(`/facet-values?filter[project_id]=2387&${query}`)).data.attributes;

  it("knows the keys of a project's runs, and null where there are no metrics", async () => {
    const { attributes } = (await sample.send<Keys>("/facet-keys?filter[project_id]=2387")).data;
    assert.ok(attributes.metrics?.includes("eval_loss"));
    assert.ok(attributes.parameters.includes("bnb_4bit_quant_type"));
    assert.ok(attributes.tags.includes("git.commit"));
    const empty = await sample.project("scratch (empty)");
    const none = await sample.send<Keys>(`/facet-keys?filter[project_id]=${empty.id}`);
    assert.deepEqual(none.data.attributes, { metrics: null, parameters: [], tags: [] });
  });

  it("knows the values of parameters, tags, attributes and metrics", async () => {
    const rank = await values("facet_type=parameter&facet_name=lora_r");
    assert.ok(rank.values.includes("8"));
    assert.equal(rank.numeric_range?.min, 4);
    assert.ok(rank.numeric_range.max >= 32);
    const status = await values("facet_type=attribute&facet_name=status");
    assert.ok(status.values.includes("running") && status.values.includes("failed"));
    assert.ok((await values("facet_type=tag&facet_name=gpu")).values.includes("4xh100"));
    const loss = await values("facet_type=metric&facet_name=loss");
    assert.deepEqual(
      loss.metric_stat_ranges?.map(({ stat }) => stat),
      ["min", "max", "mean", "latest", "stddev"],
    );
    assert.ok(loss.numeric_range && loss.numeric_range.min < loss.numeric_range.max);
  });

  it("has facets for projects, whose metrics are null", async () => {
    const keys = (await sample.send<Keys>("/project-facet-keys")).data.attributes;
    assert.deepEqual(keys, { metrics: null, parameters: [], tags: ["model", "stage", "team"] });
    const team = await sample.send<Values>("/project-facet-values?facet_type=tag&facet_name=team");
    assert.ok(team.data.attributes.values.includes("nlp"));
  });

  it("insists on the project", async () => {
    interface Answer {
      errors: { source: { parameter: string } }[];
    }
    for (const path of ["/facet-keys", "/facet-values?facet_type=tag&facet_name=gpu"]) {
      const { errors } = await sample.send<Answer>(path, { status: 400 });
      assert.equal(errors[0]?.source.parameter, "filter[project_id]");
    }
    await sample.send("/facet-values?filter[project_id]=2387&facet_type=colour&facet_name=x", { status: 400 });
    await sample.send("/facet-keys?filter[project_id]=1", { status: 404 });
  });
});
