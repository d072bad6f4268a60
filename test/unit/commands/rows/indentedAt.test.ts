import assert from "node:assert/strict";
import { indentedAt } from "../../../../src/commands/rows/indentedAt";

const CODE = "import os\n\nwith a:\n    b()\n";

describe("Code at the cursor", () => {
  it("goes in as it is at the start of a line", () => {
    assert.equal(indentedAt("", CODE), CODE);
  });

  it("keeps the indentation of the cursor's line, also of tabs, and leaves empty lines empty", () => {
    assert.equal(indentedAt("    ", CODE), "import os\n\n    with a:\n        b()\n");
    assert.equal(indentedAt("\t", CODE), "import os\n\n\twith a:\n\t    b()\n");
  });

  it("starts a line of its own behind what stands before the cursor", () => {
    assert.equal(indentedAt("  x = 1", CODE), "\n  import os\n\n  with a:\n      b()\n");
  });
});
