import assert from "node:assert/strict";
import { AsciiOrder, BY_NAME } from "../../../../../src/sources/shared/paths/nameOrder";
import { dice } from "../../../../support/dice";

describe("The order of names in ASCII", () => {
  const CHARACTERS = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));

  function orderOf(a: string, b: string): number {
    const bytes = Buffer.from(a + b);
    return Math.sign(new AsciiOrder(bytes).compare(0, a.length, a.length, bytes.length));
  }

  it("is that of the language, with numbers as a person counts", () => {
    const roll = dice(1);
    // Few characters make many names that begin alike.
    for (const characters of [CHARACTERS, "aAb10029-_.".split("")]) {
      const word = () => Array.from({ length: roll(7) }, () => characters[roll(characters.length)]).join("");
      for (let round = 0; round < 1_000; round++) {
        const [a, b] = [word(), word()];
        assert.equal(orderOf(a, b), Math.sign(BY_NAME.compare(a, b)), JSON.stringify([a, b]));
      }
    }
  });

  it("leaves other names to the language's own", () => {
    const order = new AsciiOrder(Buffer.from("aé\tz"));
    assert.deepEqual(
      [order.isPlain(0, 1), order.isPlain(0, 3), order.isPlain(3, 5), order.isPlain(4, 5)],
      [true, false, false, true],
    );
  });
});
