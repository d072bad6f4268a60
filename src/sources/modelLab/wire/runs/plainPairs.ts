import { toText } from "../../../../text/looseValues";
import { written } from "./bytes";
import { QUOTE, COMMA, COLON, LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE } from "./jsonBytes";
import type { JsonCursor } from "./jsonCursor";
import { otherForm } from "./jsonCursor";
import type { KeptPart, KeptText } from "./keptText";
import { NamesInTurn } from "./namesInTurn";

const KEY = written('"key":');
const VALUE = written('"value":');

/** Reads lists of objects of a key and a value each, with no text or object for any of them. */
export class PlainPairs {
  readonly #cursor: JsonCursor;
  readonly #names = new NamesInTurn();
  readonly #values: KeptText;

  constructor(cursor: JsonCursor, values: KeptText) {
    this.#cursor = cursor;
    this.#values = values;
  }

  /** Adds the values as a JSON list of texts. Those that are none stay as they are written. */
  read(): { readonly names: readonly string[]; readonly values: KeptPart } {
    const cursor = this.#cursor;
    const text = this.#values;
    const start = text.length;
    let count = 0;
    cursor.expect(LEFT_BRACKET);
    text.addByte(LEFT_BRACKET);
    if (!cursor.takes(RIGHT_BRACKET)) {
      do {
        this.#readPair(count);
        count++;
      } while (cursor.takes(COMMA));
      cursor.expect(RIGHT_BRACKET);
    }
    text.addByte(RIGHT_BRACKET);
    return { names: this.#names.first(count), values: { text, start, end: text.length } };
  }

  #readPair(place: number): void {
    const cursor = this.#cursor;
    cursor.expect(LEFT_BRACE);
    this.#expectName(KEY, "key");
    if (this.#names.read(cursor, place) === "") {
      throw otherForm();
    }
    cursor.expect(COMMA);
    this.#expectName(VALUE, "value");
    if (place > 0) {
      this.#values.addByte(COMMA);
    }
    this.#readPairValue();
    cursor.expect(RIGHT_BRACE);
  }

  /** Mostly it has no blanks around it. */
  #expectName(usual: DataView, name: string): void {
    const cursor = this.#cursor;
    cursor.toNext();
    if (!cursor.takesWord(usual)) {
      if (cursor.readText() !== name) {
        throw otherForm();
      }
      cursor.expect(COLON);
    }
  }

  #readPairValue(): void {
    const cursor = this.#cursor;
    const isText = cursor.toNext() === QUOTE;
    const { at: start } = cursor;
    if (isText && cursor.skipText()) {
      this.#values.add(cursor.bytes, start, cursor.at);
      return;
    }
    const value: unknown = isText ? JSON.parse(cursor.textSince(start)) : cursor.readValue();
    const isAsWritten = typeof value === "number" || (typeof value === "object" && value !== null);
    this.#values.addText(JSON.stringify(isAsWritten ? cursor.textSince(start) : toText(value)));
  }
}
