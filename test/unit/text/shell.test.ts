import assert from "node:assert/strict";
import { pastedCode, pastedLine } from "../../../src/text/pasted";
import { shellOf } from "../../../src/text/shell";

describe("shellOf", () => {
  it("tells a shell by its program, wherever it lies, or by its profile's name", () => {
    for (const [program, kind] of [
      ["/bin/bash", "posix"],
      ["/usr/bin/zsh", "posix"],
      ["/usr/local/bin/fish", "fish"],
      ["/usr/bin/pwsh", "powershell"],
      ["C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe", "powershell"],
      ["C:\\Windows\\System32\\cmd.exe", "cmd"],
      ["C:\\Program Files\\Git\\bin\\bash.exe", "posix"],
      ["Command Prompt", "cmd"],
      ["Windows PowerShell", "powershell"],
      ["Git Bash", "posix"],
    ] as const) {
      assert.equal(shellOf([program], "win32").kind, kind, program);
    }
  });

  it("takes the first that it knows, and the platform's own when it knows none", () => {
    assert.deepEqual(shellOf(["My terminal", "/bin/fish"], "linux"), { kind: "fish", isWindows: false });
    assert.deepEqual(shellOf(["My terminal", ""], "win32"), { kind: "powershell", isWindows: true });
    assert.deepEqual(shellOf([], "darwin"), { kind: "posix", isWindows: false });
  });
});

describe("A text that is pasted", () => {
  it("is one line, on which is seen what would act or hide", () => {
    assert.equal(
      pastedLine("a\nb\r\tc\u001b[201~\u202Ed\udce9\u2028 é 😀 \\n"),
      "a\\nb\\r\\tc\\u001b[201~\\u202ed\\udce9\\u2028 é 😀 \\n",
    );
  });

  it("keeps the lines of code, and nothing else that acts", () => {
    assert.equal(pastedCode("a\r\n\tb\n\u001bc\r"), "a\n\tb\n\\u001bc\\r");
  });
});
