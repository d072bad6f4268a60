import assert from "node:assert/strict";
import { organizationOf } from "../../../src/sample/organization";
import { NOW } from "./sampleFixture";
import { TrueFoundryFixture, type WireVersion } from "./trueFoundryFixture";

const AT = NOW + 1;

describe("The sample's data of one start", () => {
  it("is drawn once in a process", () => {
    const { roster, repos } = organizationOf("main", AT);
    const again = organizationOf("main", AT);
    assert.equal(again.roster, roster);
    assert.equal(again.repos, repos);
    assert.ok(repos.every((repo) => again.runsOf(repo) === organizationOf("main", AT).runsOf(repo)));
  });

  it("is another's for another organization, or another start", () => {
    const { roster } = organizationOf("main", AT);
    assert.notEqual(organizationOf("other", AT).roster.projects[0]?.name, roster.projects[0]?.name);
    assert.equal(
      organizationOf("main", AT + 5).roster.projects[0]?.updatedAt,
      (roster.projects[0]?.updatedAt ?? 0) + 5,
    );
  });

  it("is let go when servers have started at other times since", () => {
    const { roster } = organizationOf("main", AT);
    for (let later = 1; later <= 20; later++) {
      organizationOf("main", AT + later);
    }
    assert.notEqual(organizationOf("main", AT).roster, roster);
    assert.deepEqual(organizationOf("main", AT).roster.projects, roster.projects);
  });
});

describe("A sample server that starts when another has been used", () => {
  it("shows nothing of what users changed there, and the same data", async () => {
    const used = await TrueFoundryFixture.start();
    try {
      const before = await contents(used);
      await change(used);
      const fresh = await TrueFoundryFixture.start();
      try {
        const after = await contents(used);
        for (const [name, text] of Object.entries(await contents(fresh))) {
          assert.equal(text, before[name], name);
          assert.notEqual(text, after[name], name);
        }
      } finally {
        await fresh.close();
      }
    } finally {
      await used.close();
    }
  });
});

/** Asks for all that users can change. */
async function contents(hub: TrueFoundryFixture): Promise<Record<string, string>> {
  const { sample } = hub;
  const project = await sample.project("qwen36-27b-qlora-fsdp");
  const listed = {
    projects: await sample.projects(),
    runs: await sample.runs({ "filter[project_id]": project.id }),
    versions: await hub.page<WireVersion>("/model-versions", { limit: "100" }),
    tracked: await hub.post("/runs/search", { experiment_ids: [(await hub.repo("support-assistant")).id] }),
    products: await (await fetch(`${registryOf(hub)}/artifact/byName/audience_classifier_model`)).text(),
  };
  return Object.fromEntries(Object.entries(listed).map(([name, list]) => [name, JSON.stringify(list)]));
}

async function change(hub: TrueFoundryFixture): Promise<void> {
  const { sample } = hub;
  const { id: project, attributes } = await sample.project("qwen36-27b-qlora-fsdp");
  const [first, second] = await sample.runs({ "filter[project_id]": project });
  assert.ok(first && second);
  const star = attributes.is_starred ? "DELETE" : "POST";
  await sample.send(`/projects/${project}/star`, { method: star, status: 204 });
  await sample.send(`/runs/${first.id}/pin`, { method: "POST", status: 204 });
  await sample.send(`/runs/${second.id}`, { method: "DELETE", status: 204 });
  const { data } = await hub.page<WireVersion>("/model-versions", { limit: "1" });
  const tagged = { model_version_id: data[0]?.id, tags: ["checked"] };
  await hub.send("/model-versions/tags", { method: "PUT", body: JSON.stringify(tagged) });
  const inRepo = { experiment_ids: [(await hub.repo("support-assistant")).id] };
  const { runs } = await hub.post<{ runs: { info: { run_id: string } }[] }>("/runs/search", inRepo);
  await hub.send(`/runs/${runs[0]?.info.run_id}/archive`, { method: "POST" });
  await hub.send(`/runs/${runs[1]?.info.run_id}`, { method: "DELETE" });
  await fetch(`${registryOf(hub)}/artifacts/model/audience-classifier-model`, { method: "DELETE" });
}

function registryOf({ sample }: TrueFoundryFixture): string {
  return sample.server.systems.registry.baseUrl;
}
