import assert from "node:assert/strict";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";

const KEYS = { apiKey: "a91ce0f3b7d24c55a91ce0f3b7d24c55", appKey: "f00dfacef00dfacef00dfacef00dfacef00dface" };
const PROJECT = "qwen36-27b-qlora-fsdp";

describe("A whole use of the product", () => {
  const { window, server } = useWindowOnServer({ keys: KEYS });
  const texts: string[] = [];

  const see = async () => texts.push(await window().visibleText());

  it("leaves no key in logs, settings, state, messages or on the screen", async () => {
    await signIn(window(), server());
    await see();
    await window().view().expandPath([PROJECT, "vanilla"]);
    await window().view().chooseFromMenu("vanilla", "Copy as curl");
    texts.push(await window().waitForClipboard(/^curl/));
    server().respondWith(({ path }) =>
      path.endsWith("/artifacts")
        ? { status: 400, body: { errors: [`bad key ${KEYS.apiKey} and ${KEYS.appKey}`] } }
        : undefined,
    );
    await window().view().expand("bf16-a100");
    await window().view().row([PROJECT, "bf16-a100", "Could not list artifacts"]);
    texts.push(await window().view().tooltip([PROJECT, "bf16-a100", "Could not list artifacts"]));
    await see();
    server().reset();
    server().respondWith(({ path }) =>
      /runs\/\d+$/.test(path) ? { status: 500, body: { errors: [`key ${KEYS.apiKey}`] } } : undefined,
    );
    await window().view().chooseFromMenu("vanilla", "Refresh Row");
    await window().notifications.waitFor(/Could not refresh vanilla/);
    await see();
    await window().runCommand("ML Artifacts: Show Log");
    await see();
    await window().runCommand("ML Artifacts: Set Keys…");
    await window().quickInput.choose("Datadog Model Lab");
    await window().quickInput.waitFor(/API key/);
    await window().quickInput.type(KEYS.apiKey);
    await see();
    await window().quickInput.cancel();

    const storage: string = await window().page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })");
    const places = { screen: texts.join("\n"), disk: window().server.readState(), storage };
    for (const [place, text] of Object.entries(places)) {
      assert.ok(text.length > 0, place);
      for (const key of Object.values(KEYS)) {
        assert.ok(!text.includes(key), `a key stands in ${place}`);
      }
    }
    assert.match(window().server.readLogs(), /GET \/api\/v2\/model-lab-api\/projects: 200|Could not/);
  });
});
