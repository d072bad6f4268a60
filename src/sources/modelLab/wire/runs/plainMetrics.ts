import { toMeasure, toNumber } from "../../../../text/looseValues";
import { written } from "./bytes";
import { QUOTE, COMMA, COLON, LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE } from "./jsonBytes";
import type { JsonCursor } from "./jsonCursor";
import { otherForm } from "./jsonCursor";
import { KeptMetrics, LATEST, METRIC_END, METRIC_FIELDS, numberText } from "./keptMetrics";
import type { KeptText } from "./keptText";
import { NamesInTurn } from "./namesInTurn";

const LOWER_N = 0x6e;
const END = Buffer.from(METRIC_END);
const NULL = Buffer.from("null");
const NULL_WORD = written("null");

const COUNT = METRIC_FIELDS.indexOf("count");
const LAST_STEP = METRIC_FIELDS.indexOf("lastStep");
/** Where the fields of a metric are kept. */
const PLACES: ReadonlyMap<string, number> = new Map([
  ...METRIC_FIELDS.map((name, index) => [name, index] as const).filter(([name]) => name !== "lastStep"),
  ["last_step", LAST_STEP],
]);

/** Reads lists of metrics, whose numbers stay the text that they are. */
export class PlainMetrics {
  readonly #cursor: JsonCursor;
  readonly #fieldNames = new NamesInTurn();
  readonly #names = new NamesInTurn();
  readonly #numbers: KeptText;
  /** Where each field of the metric is written; what is not written ends at 0. */
  readonly #starts = METRIC_FIELDS.map(() => 0);
  readonly #ends = METRIC_FIELDS.map(() => 0);
  /** 1 for the fields that are kept as they are written. */
  readonly #usual = METRIC_FIELDS.map(() => 0);
  #odd: number[] = [];

  /** @param numbers Takes them. */
  constructor(cursor: JsonCursor, numbers: KeptText) {
    this.#cursor = cursor;
    this.#numbers = numbers;
  }

  read(): KeptMetrics {
    const cursor = this.#cursor;
    const text = this.#numbers;
    const start = text.length;
    this.#odd = [];
    let count = 0;
    cursor.expect(LEFT_BRACKET);
    text.addByte(LEFT_BRACKET);
    if (!cursor.takes(RIGHT_BRACKET)) {
      do {
        this.#readMetric(count);
        this.#addNumbers(count);
        count++;
      } while (cursor.takes(COMMA));
      cursor.expect(RIGHT_BRACKET);
    }
    text.addByte(RIGHT_BRACKET);
    return new KeptMetrics(this.#names.first(count), { text, start, end: text.length }, this.#odd);
  }

  #readMetric(place: number): void {
    const cursor = this.#cursor;
    this.#ends.fill(0);
    let hasName = false;
    let field = 0;
    cursor.expect(LEFT_BRACE);
    do {
      const name = this.#fieldNames.read(cursor, field);
      cursor.expect(COLON);
      if (name === "key") {
        hasName = this.#names.read(cursor, place) !== "";
      } else {
        this.#readField(PLACES.get(name));
      }
      field++;
    } while (cursor.takes(COMMA));
    cursor.expect(RIGHT_BRACE);
    if (!hasName) {
      throw otherForm();
    }
  }

  #readField(place: number | undefined): void {
    const cursor = this.#cursor;
    const first = cursor.toNext();
    const start = cursor.at;
    if (place === undefined) {
      cursor.skipValue();
      return;
    }
    let isUsual = first === LOWER_N;
    if (first === QUOTE) {
      cursor.skipText();
    } else if (isUsual) {
      cursor.expectWord(NULL_WORD);
    } else {
      isUsual = cursor.skipNumber();
    }
    this.#usual[place] = isUsual ? 1 : 0;
    this.#starts[place] = start;
    this.#ends[place] = cursor.at;
  }

  #addNumbers(index: number): void {
    if (index > 0) {
      this.#numbers.add(END, 0, END.length);
    }
    for (let place = 0; place < METRIC_FIELDS.length; place++) {
      if (place > 0) {
        this.#numbers.addByte(COMMA);
      }
      this.#addNumber(index, place, this.#starts[place] ?? 0, this.#ends[place] ?? 0);
    }
  }

  #addNumber(index: number, place: number, start: number, end: number): void {
    const { bytes } = this.#cursor;
    if (end === 0) {
      this.#numbers.add(NULL, 0, NULL.length);
    } else if (this.#usual[place] === 1) {
      this.#numbers.add(bytes, start, end);
    } else {
      const value: unknown = JSON.parse(bytes.toString("utf8", start, end));
      const number = place === COUNT || place === LAST_STEP ? toNumber(value) : toMeasure(value);
      this.#numbers.addText(numberText(number));
      if (place === LATEST && number !== undefined && !Number.isFinite(number)) {
        this.#odd.push(index);
      }
    }
  }
}
