import assert from "node:assert/strict";
import { Uri, workspace } from "vscode";
import * as manifest from "../../package.json";

describe("The keys that work wherever the focus is", () => {
  it("are none that VS Code uses itself", async () => {
    const defaults = await workspace.openTextDocument(Uri.parse("vscode://defaultsettings/keybindings.json"));
    const bindings = [...defaults.getText().matchAll(/"key":\s*"([^"]+)",\s*"command":\s*"([^"]+)"/g)];
    // Those of extensions are listed, too, and ours among them.
    const others = bindings.filter(([, , command = ""]) => !command.startsWith("mlArtifacts."));
    assert.ok(others.length > 300, `only ${others.length} keys were read`);
    // A key that needs the focus on a view of ours takes none from what has the focus elsewhere.
    const everywhere = manifest.contributes.keybindings.filter(({ when }) => !when?.includes("focusedView"));
    assert.ok(everywhere.length > 0);
    for (const { key } of everywhere) {
      const users = others
        .filter((binding) => normal(binding[1] ?? "") === normal(key))
        .map(([, , command]) => command);
      assert.deepEqual(users, [], key);
    }
  });
});

function normal(key: string): string {
  return key.toLowerCase().split("+").sort().join("+");
}
