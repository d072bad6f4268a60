import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { signIn, useWindowOnServer } from "./support/modelLabWindow";
import { switchTheme } from "./support/themes";
import { waitUntil } from "./support/waitUntil";

const PROJECT = "llm-release/llama-3.2-1b-support";
const RUN = "merged-bf16";
const FILE = "model.safetensors";
const TENSORS = 146;
const MB = 1_000_000;

/** A file as the service gives it. The bytes of the header's length are to be ASCII, since a fault's body is text. */
function safetensors(header: object): string {
  const json = JSON.stringify(header);
  const bytesOf = (length: number) => [0, 8, 16].map((shift) => (length >> shift) & 0xff);
  let length = Buffer.byteLength(json);
  while (bytesOf(length).some((byte) => byte > 127)) length++;
  const size = `${String.fromCharCode(...bytesOf(length))}${"\0".repeat(5)}`;
  return size + json + " ".repeat(length - Buffer.byteLength(json));
}

const EMPTY = { dtype: "F32", shape: [0], data_offsets: [0, 0] };

describe("Model files in the real window", () => {
  const { window, server } = useWindowOnServer();
  const page = (): FrameLocator => window().webview();
  const names = async () => {
    const cells = await page().locator('.row [role="gridcell"]:first-child').allTextContents();
    return cells.map((text) => text.trim());
  };
  const status = () => page().locator(".bar [role=status]").innerText();
  const column = (name: string) => page().getByRole("columnheader", { name });
  const until = (holds: () => Promise<boolean>, what: string) => waitUntil(() => holds().catch(() => false), what);

  before(async () => {
    await signIn(window(), server());
    await window().view().expandPath([PROJECT, RUN]);
  });

  afterEach(() => server().reset());

  it("open as a table of tensors, for less than 1 MB of 2.5 GB", async () => {
    server().clearRequests();
    await window().view().click([PROJECT, RUN, FILE]);
    await page().getByRole("grid").waitFor();
    const requests = () => [...server().requests, ...server().downloadRequests];
    await until(
      () => Promise.resolve(requests().every(({ bytesSent }) => bytesSent !== undefined)),
      "the transfers' end",
    );
    const sent = requests().reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0);
    assert.ok(sent > 10_000 && sent < MB, `${sent} bytes were sent`);
    const header = await page().locator("header").innerText();
    assert.match(header, /Tensors\s+146/);
    assert.match(header, /Parameters\s+1,235,814,400/);
    assert.match(header, /Types\s+BF16 146 \(2\.4 GB\)/);
    assert.equal(await status(), `${TENSORS} rows`);
    assert.deepEqual((await names()).slice(0, 1), ["model.embed_tokens.weight"]);
    await window().screenshot("tensor-table");
  });

  it("cut a name in its middle where there is no room, as its end tells most", async () => {
    const before = window().page.viewportSize()!;
    await window().page.setViewportSize({ ...before, width: 700 });
    const [start, end] = [".half", "span:not(.half)"].map((part) => page().locator(`.row .halves > ${part}`).nth(5));
    const isCut = (element: { readonly scrollWidth: number; readonly clientWidth: number }) =>
      element.scrollWidth > element.clientWidth;
    await until(() => start!.evaluate(isCut), "the start of a name to be cut");
    assert.equal(await end!.evaluate(isCut), false);
    await window().screenshot("tensor-names-cut");
    await window().page.setViewportSize(before);
  });

  it("narrow by name and shape, and say how many are left", async () => {
    await page().getByRole("grid").focus();
    await window().page.keyboard.press("Control+F");
    await window().page.keyboard.type("layers.1 Q_PROJ");
    // Layers 1 and 10 to 15.
    await until(async () => (await status()) === `7 of ${TENSORS}`, "the narrowed table");
    assert.ok((await names()).every((name) => name.includes("layers.1") && name.includes("q_proj")));
    await window().screenshot("tensor-filtered");
    await page().getByLabel("Filter the table").fill("128256");
    await until(async () => (await status()) === `1 of ${TENSORS}`, "the one of that shape");
    await page().getByLabel("Filter the table").fill("nothing like it");
    await page().getByRole("button", { name: "Clear Filter" }).click();
    await until(async () => (await status()) === `${TENSORS} rows`, "all rows");
  });

  it("sort with a click, numbers from the largest, and layer 2 before layer 10", async () => {
    const sortOf = (name: string) => column(name).getAttribute("aria-sort");
    await column("Bytes").getByRole("button").click();
    assert.equal(await sortOf("Bytes"), "descending");
    await until(async () => (await names())[0] === "model.embed_tokens.weight", "the largest on top");
    await column("Bytes").getByRole("button").press("Enter");
    assert.equal(await sortOf("Bytes"), "ascending");
    await until(async () => (await names()).at(0)?.endsWith("norm.weight") === true, "the smallest on top");
    await column("Name").getByRole("button").click();
    const layer = (number: number) => `model.layers.${number}.input_layernorm.weight`;
    assert.deepEqual((await names()).filter((name) => name.includes("input_")).slice(0, 3), [0, 1, 2].map(layer));
  });

  it("are read and copied by keyboard", async () => {
    await page().getByRole("grid").focus();
    await window().page.keyboard.press("ArrowDown");
    await window().page.keyboard.press("Shift+ArrowDown");
    assert.equal(await status(), `${TENSORS} rows, 2 selected`);
    await window().page.keyboard.press("Control+C");
    const rows = await window().waitForClipboard(/embed_tokens/);
    assert.match(rows, /^model\.embed_tokens\.weight,BF16,"\[128256, 2048\]",262668288,525336576\nmodel\.layers\.0\./);
    await page().getByText("Copy Names").click();
    await window().waitForClipboard("model.embed_tokens.weight\nmodel.layers.0.input_layernorm.weight");
    await page().getByRole("grid").press("Escape");
    await page().getByText("Copy as CSV").click();
    const table = await window().waitForClipboard(/^Name,Type,Shape,Parameters,Bytes\n/);
    assert.equal(table.trimEnd().split("\n").length, TENSORS + 1);
  });

  it("come back as they were when they were hidden", async () => {
    await page().getByLabel("Filter the table").fill("down_proj");
    await page().getByText("Metadata").click();
    await page().getByText("format", { exact: true }).waitFor();
    await until(async () => (await status()) === `16 of ${TENSORS}`, "the narrowed table");
    await window().runCommand("View: Keep Editor");
    await window().view().click([PROJECT, RUN, "config.json"]);
    await until(async () => (await window().editorText()).includes("{"), "the other file");
    await window().view().click([PROJECT, RUN, FILE]);
    await isAsItWas();
    await window().screenshot("tensor-metadata");
  });

  it("keep what was read when they can't be read again, and say why", async () => {
    server().respondWith(({ path }) =>
      path.endsWith("/artifacts/content") ? { status: 404, body: "gone" } : undefined,
    );
    await page().getByRole("button", { name: "Refresh" }).click();
    await until(async () => (await page().getByRole("alert").innerText()).startsWith("Could not open"), "the failure");
    assert.equal(await status(), `16 of ${TENSORS}`);
    await window().screenshot("tensor-refresh-failed");
    server().reset();
    await page().getByRole("button", { name: "Try Again" }).click();
    await page().getByRole("alert").waitFor({ state: "detached" });
  });

  it("say what is wrong with a header that lies", async () => {
    serve("\0\0\0\0\0\u0010\0\0{}");
    await page().getByRole("button", { name: "Refresh" }).click();
    await until(async () => /header of \d.*[TE]B/.test(await page().getByRole("alert").innerText()), "the sentence");
    await reopen();
    assert.match(
      await page().getByRole("alert").innerText(),
      /^Could not open model\.safetensors: it announces a header of/,
    );
    assert.equal(await page().getByRole("grid").count(), 0);
    await window().screenshot("tensor-broken");
    serve(`\u0002${"\0".repeat(7)}{]`);
    await page().getByRole("button", { name: "Try Again" }).click();
    await until(
      async () => (await page().getByRole("alert").innerText()).includes("not valid JSON"),
      "the other sentence",
    );
  });

  it("show hostile names and values as text", async () => {
    const names = [
      "<img src=x onerror=alert(1)>",
      "[run](command:workbench.action.quit)",
      "\u202Egnp.exe",
      "n".repeat(20_000),
    ];
    const tensors = Object.fromEntries(names.map((name) => [name, EMPTY]));
    serve(
      safetensors({
        __metadata__: { "<b>key</b>": '{"a":["<script>alert(1)</script>"]}', long: "v".repeat(9_000) },
        ...tensors,
      }),
    );
    await reopen();
    await page().getByText(names[0]!, { exact: true }).waitFor();
    await page().getByText(names[1]!, { exact: true }).waitFor();
    await page().getByText("Metadata").click();
    await page().getByText("<b>key</b>").waitFor();
    await page().getByRole("button", { name: "Show All", exact: true }).click();
    await page().getByText('"<script>alert(1)</script>"').waitFor();
    assert.equal(await page().locator("main :is(a, img, script, b)").count(), 0);
    await window().screenshot("tensor-hostile");
  });

  it("stay quick with 20,000 tensors", async () => {
    const tensors = Array.from({ length: 20_000 }, (_, index): [string, object] => [
      `model.layers.${index}.self_attn.q_proj.weight`,
      EMPTY,
    ]);
    serve(safetensors(Object.fromEntries(tensors)));
    await reopen();
    await until(async () => (await status()) === "20,000 rows", "all rows");
    assert.ok((await page().locator(".row").count()) < 100, "only rows in sight are drawn");
    const started = Date.now();
    await page().getByLabel("Filter the table").fill("layers.1999");
    await until(async () => (await status()) === "11 of 20,000", "the narrowed table");
    const filtered = Date.now();
    await page().getByLabel("Filter the table").fill("");
    await column("Name").getByRole("button").click();
    await column("Name").getByRole("button").click();
    await until(async () => (await names())[0]?.includes(".19999.") === true, "the sorted table");
    const sorted = Date.now();
    await page().getByRole("grid").press("End");
    await until(async () => (await names()).some((name) => name.includes("layers.0.")), "the last row");
    console.log(
      `      20,000 rows: filter ${filtered - started} ms, sort twice ${sorted - filtered} ms, end ${Date.now() - sorted} ms`,
    );
    await window().screenshot("tensor-many");
  });

  it("come back as they were after a reload", async () => {
    server().reset();
    await reopen();
    await page().getByLabel("Filter the table").fill("down_proj");
    await column("Name").getByRole("button").click();
    await page().getByText("Metadata").click();
    await page().getByText("format", { exact: true }).waitFor();
    await isAsItWas();
    await window().runCommand("Developer: Reload Window");
    await window().page.waitForEvent("load");
    await isAsItWas();
  });

  for (const [theme, picture] of [
    ["dark", "tensor-table-dark"],
    ["hc", "tensor-table-contrast"],
  ] as const) {
    it(`follow the colors of a theme: ${theme}`, async () => {
      await switchTheme(window(), theme);
      const grid = page().getByRole("grid");
      await grid.press("ArrowDown");
      await grid.press("Shift+ArrowDown");
      const body = page().locator("body");
      const color = String(await body.evaluate("getComputedStyle(document.querySelector('.head')).backgroundColor"));
      assert.match(color, /^rgb\((\d|[1-4]\d), (\d|[1-4]\d), (\d|[1-4]\d)\)$/, "a dark one");
      await window().screenshot(picture);
    });
  }

  async function isAsItWas(): Promise<void> {
    await until(async () => (await status()) === `16 of ${TENSORS}`, "the table as it was narrowed");
    assert.equal(await page().getByLabel("Filter the table").inputValue(), "down_proj");
    assert.equal(await column("Name").getAttribute("aria-sort"), "ascending");
    await page().getByText("format", { exact: true }).waitFor();
  }

  function serve(body: string): void {
    server().reset();
    server().respondWith(({ path }) => (path.endsWith("/artifacts/content") ? { status: 200, body } : undefined));
  }

  /** An editor that is closed forgets what it read. */
  async function reopen(): Promise<void> {
    await window().runCommand("View: Close All Editors");
    await window().view().click([PROJECT, RUN, FILE]);
    await page().locator("[role=grid], [role=alert]").first().waitFor();
  }
});
