/** A value as an answer has it: digits, escapes, order and repeated keys as they are written. */
export class RawJson {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }

  /** To be shown: a string's own text, nothing for null, and all else as it is written. */
  get text(): string {
    if (this.json.startsWith('"')) {
      return JSON.parse(this.json) as string;
    }
    return this.json === "null" ? "" : this.json;
  }
}
