/** Longer ones are no records of a training. */
const LONGEST_RECORD = 1_000_000;

/** The depth of the list's items, within the file's object and the list. */
const ITEM_DEPTH = 2;

/**
 * Finds the objects in a list that is a member of the file's object, as they come: a text that is cut off gives those that are
 * whole. Of the syntax it knows only strings and brackets; the records are parsed by another.
 */
export class JsonRecords {
  readonly #member: string;
  #state: "before" | "within" | "ended" | "broken" = "before";
  /** The string or the record of earlier pieces that has not ended. */
  #kept = "";
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Where the string or record that is kept begins. */
  #start = -1;
  /** The last string that stood in the file's object itself. */
  #name = "";

  constructor(member: string) {
    this.#member = JSON.stringify(member);
  }

  get state(): "before" | "within" | "ended" | "broken" {
    return this.#state;
  }

  /** The records that the next piece of the text completes, each as it is written. */
  take(piece: string): readonly string[] {
    const text = this.#kept + piece;
    const found: string[] = [];
    for (let at = this.#kept.length; at < text.length && !this.#isOver; at++) {
      this.#step(text, at, found);
    }
    this.#keep(text);
    return found;
  }

  get #isOver(): boolean {
    return this.#state === "ended" || this.#state === "broken";
  }

  #keep(text: string): void {
    this.#kept = this.#start < 0 || this.#isOver ? "" : text.slice(this.#start);
    this.#start = this.#kept === "" ? -1 : 0;
    if (this.#kept.length > LONGEST_RECORD) {
      this.#state = this.#state === "within" ? "broken" : this.#state;
      this.#kept = "";
      this.#start = -1;
    }
  }

  #step(text: string, at: number, found: string[]): void {
    const mark = text.charAt(at);
    if (this.#isInString) {
      this.#stepInString(text, at, mark);
      return;
    }
    switch (mark) {
      case '"':
        this.#isInString = true;
        this.#start = this.#state === "before" && this.#depth === 1 ? at : this.#start;
        break;
      case "{":
      case "[":
        this.#open(mark, at);
        break;
      case "}":
      case "]":
        this.#close(text, at, found);
    }
  }

  #stepInString(text: string, at: number, mark: string): void {
    if (this.#isEscaped) {
      this.#isEscaped = false;
    } else if (mark === "\\") {
      this.#isEscaped = true;
    } else if (mark === '"') {
      this.#isInString = false;
      if (this.#state === "before" && this.#start >= 0) {
        this.#name = text.slice(this.#start, at + 1);
        this.#start = -1;
      }
    }
  }

  #open(mark: string, at: number): void {
    if (this.#state === "before" && this.#depth === 1 && mark === "[" && this.#name === this.#member) {
      this.#state = "within";
    } else if (this.#state === "within" && this.#depth === ITEM_DEPTH && mark === "{") {
      this.#start = at;
    }
    this.#depth += 1;
  }

  #close(text: string, at: number, found: string[]): void {
    this.#depth -= 1;
    if (this.#state === "within" && this.#depth === ITEM_DEPTH && this.#start >= 0) {
      found.push(text.slice(this.#start, at + 1));
      this.#start = -1;
    } else if (this.#state === "within" && this.#depth < ITEM_DEPTH) {
      this.#state = "ended";
    }
  }
}
