import type { JsonCursor } from "./jsonCursor";

/** Names that come in the same order in one thing after the other: a text for each is made once. */
export class NamesInTurn {
  readonly names: string[] = [];
  /** As they are written, with their quotes. */
  readonly #written: DataView[] = [];

  /** Reads the name at a place in this order. */
  read(cursor: JsonCursor, place: number): string {
    cursor.toNext();
    const { at: start, bytes } = cursor;
    const written = this.#written[place];
    const known = this.names[place];
    if (written !== undefined && known !== undefined && cursor.takesWord(written)) {
      return known;
    }
    const name = cursor.readText();
    this.names[place] = name;
    this.#written[place] = new DataView(bytes.buffer, bytes.byteOffset + start, cursor.at - start);
    return name;
  }

  /** The first of them, until the next is read. */
  first(count: number): readonly string[] {
    return this.names.length === count ? this.names : this.names.slice(0, count);
  }
}
