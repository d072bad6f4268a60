import { isLoose } from "../../../../text/looseValues";
import { written } from "./bytes";
import { COMMA, COLON, LEFT_BRACKET, RIGHT_BRACKET, LEFT_BRACE, RIGHT_BRACE } from "./jsonBytes";
import { JsonCursor, otherForm } from "./jsonCursor";
import { KeptPairs, pairsOf } from "./keptPairs";
import { KeptText } from "./keptText";
import { NamesInTurn } from "./namesInTurn";
import { PlainMetrics } from "./plainMetrics";
import { PlainPairs } from "./plainPairs";

const DATA = written('"data"');

/**
 * A page of runs as the parser gives it, but that params and metrics are kept as they come: they are most of a page, no row shows them,
 * and an object for each takes most of the time. Undefined for what is of another form, which the parser reads or refuses.
 */
export function readPlainRuns(bytes: Buffer): unknown {
  try {
    return new PlainRuns(bytes).read();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

class PlainRuns {
  readonly #cursor: JsonCursor;
  readonly #kept = new KeptText();
  readonly #params: PlainPairs;
  readonly #tags: PlainPairs;
  readonly #metrics: PlainMetrics;
  readonly #runFields = new NamesInTurn();
  readonly #attributes = new NamesInTurn();

  constructor(bytes: Buffer) {
    this.#cursor = new JsonCursor(bytes);
    this.#params = new PlainPairs(this.#cursor, this.#kept);
    this.#tags = new PlainPairs(this.#cursor, this.#kept);
    this.#metrics = new PlainMetrics(this.#cursor, this.#kept);
  }

  read(): unknown {
    const cursor = this.#cursor;
    cursor.expect(LEFT_BRACE);
    cursor.expectWord(DATA);
    cursor.expect(COLON);
    cursor.expect(LEFT_BRACKET);
    const data: unknown[] = [];
    if (!cursor.takes(RIGHT_BRACKET)) {
      do {
        data.push(this.#readObject(this.#runFields, (name) => this.#readRunField(name)));
      } while (cursor.takes(COMMA));
      cursor.expect(RIGHT_BRACKET);
    }
    const rest = this.#readRest();
    this.#kept.trim();
    return { ...rest, data };
  }

  /** All behind the runs. */
  #readRest(): object {
    const text = this.#cursor.bytes.toString("utf8", this.#cursor.at);
    const rest: unknown = JSON.parse(`{"data":[]${text}`);
    // The later one of two counts, and its name may be escaped.
    if (!isLoose(rest) || text.includes('"data"') || text.includes("\\")) {
      throw otherForm();
    }
    return rest;
  }

  #readObject(names: NamesInTurn, read: (name: string) => unknown): Record<string, unknown> {
    const cursor = this.#cursor;
    const object: Record<string, unknown> = {};
    cursor.expect(LEFT_BRACE);
    let place = 0;
    do {
      const name = names.read(cursor, place);
      if (name === "__proto__") {
        throw otherForm();
      }
      cursor.expect(COLON);
      object[name] = read(name);
      place++;
    } while (cursor.takes(COMMA));
    cursor.expect(RIGHT_BRACE);
    return object;
  }

  #readRunField(name: string): unknown {
    return name === "attributes" && this.#cursor.toNext() === LEFT_BRACE
      ? this.#readObject(this.#attributes, (attribute) => this.#readAttribute(attribute))
      : this.#cursor.readValue();
  }

  #readAttribute(name: string): unknown {
    const isList = this.#cursor.toNext() === LEFT_BRACKET;
    if (isList && name === "params") {
      const { names, values } = this.#params.read();
      return new KeptPairs(names, values);
    }
    if (isList && name === "tags") {
      const { names, values } = this.#tags.read();
      return pairsOf(names, values);
    }
    return isList && name === "metric_summaries" ? this.#metrics.read() : this.#cursor.readValue();
  }
}
