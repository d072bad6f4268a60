import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../../src/http/baseUrl";
import { MODEL_LAB_SITES } from "../../../../src/sources/modelLab/sites";

describe("The sites of Model Lab", () => {
  it("are the nine", () => {
    assert.deepEqual(
      MODEL_LAB_SITES.map(({ id, name, keyPages }) => `${id} ${name} ${new URL(keyPages.apiKey).host}`),
      [
        "datadoghq.com US1 app.datadoghq.com",
        "us3.datadoghq.com US3 us3.datadoghq.com",
        "us5.datadoghq.com US5 us5.datadoghq.com",
        "datadoghq.eu EU1 app.datadoghq.eu",
        "ap1.datadoghq.com AP1 ap1.datadoghq.com",
        "ap2.datadoghq.com AP2 ap2.datadoghq.com",
        "uk1.datadoghq.com UK1 uk1.datadoghq.com",
        "ddog-gov.com US1-FED app.ddog-gov.com",
        "us2.ddog-gov.com US2-FED us2.ddog-gov.com",
      ],
    );
  });

  it("have an address that keys may be sent to, and pages where they are made", () => {
    for (const { id, baseUrl, keyPages } of MODEL_LAB_SITES) {
      assert.equal(parseBaseUrl(baseUrl).host, `api.${id}`);
      const settings = `${new URL(keyPages.apiKey).origin}/organization-settings`;
      assert.deepEqual(keyPages, { apiKey: `${settings}/api-keys`, appKey: `${settings}/application-keys` });
    }
  });
});
