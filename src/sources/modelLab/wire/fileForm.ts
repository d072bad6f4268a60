/** The meaning of a value. A text has its quotes around it. */
export type FieldKind = "path" | "time" | "noTime" | "size" | "otherText" | "otherNumber";

interface FormField {
  readonly kind: FieldKind;
  /** All that is written before the value, since the one before it. */
  readonly lead: DataView;
}

/** How a service writes each file of a list: all that is written around the values, which is the same from one to the next. */
export class FileForm {
  fields: readonly FormField[] = [];
  /** The bytes behind the last value. */
  end: DataView = new DataView(new ArrayBuffer(0));
  readonly #kinds: FieldKind[] = [];
  /** Where each value starts and ends, without quotes. */
  readonly #places: number[] = [];

  get isKnown(): boolean {
    return this.fields.length > 0;
  }

  /** Begins to note another file. */
  begin(): void {
    this.#kinds.length = 0;
    this.#places.length = 0;
  }

  note(kind: FieldKind, start: number, end: number): void {
    this.#kinds.push(kind);
    this.#places.push(start, end);
  }

  /** Takes the form of the file that was noted. */
  learn(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    this.fields = this.#kinds.map((kind, index) => {
      const lead = copyOf(bytes, from, this.#places[2 * index] ?? from);
      from = this.#places[2 * index + 1] ?? from;
      return { kind, lead };
    });
    this.end = copyOf(bytes, from, end);
  }
}

function copyOf(bytes: Uint8Array, start: number, end: number): DataView {
  return new DataView(Uint8Array.from(bytes.subarray(start, end)).buffer);
}
