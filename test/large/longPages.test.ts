import assert from "node:assert/strict";
import { ModelLabClient } from "../../src/sources/modelLab/wire/client";
import { HttpFixture } from "../support/httpFixture";

const COUNT = 200_000;

describe("Answers of Model Lab that are long", () => {
  const fixture = new HttpFixture();
  after(() => fixture.close());

  it("are read: a page of 200,000 runs, and a run with 200,000 params", async () => {
    const pairs = Array.from({ length: COUNT }, (_, index) => ({ key: `p${index}`, value: index }));
    const runs = pairs.map((_, id) => ({ id: id + 1, attributes: { project_id: 7 } }));
    const { url } = await fixture.serve((reply, { path }) =>
      reply.json(
        path.endsWith("/runs")
          ? { data: runs, meta: { page: { total: COUNT, next_number: null } } }
          : { data: { id: "9", attributes: { project_id: 7, params: pairs } } },
      ),
    );
    const client = new ModelLabClient(fixture.client(url));
    assert.equal((await client.listRuns({}, fixture)).items.length, COUNT);
    assert.equal((await client.getRun("9", fixture)).params.list()[COUNT - 1]?.value, `${COUNT - 1}`);
  });
});
