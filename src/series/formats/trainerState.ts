import { formatCount } from "../../text/formatNumbers";
import { JsonRecords } from "./jsonRecords";
import { addRecord, parseRecord } from "./logRecord";
import type { SeriesReader, SeriesReading } from "../seriesReader";
import { SeriesTable } from "../seriesTable";
import { TextPieces } from "./textPieces";

const MEMBER = "log_history";

/**
 * Hugging Face's `trainer_state.json`: the records of its `log_history`, each with a step, an epoch and what was measured there.
 * The trainer writes it whole with each checkpoint: another reader reads one that changed, from its start.
 */
export class TrainerStateReader implements SeriesReader {
  readonly #text = new TextPieces();
  readonly #records = new JsonRecords(MEMBER);
  readonly #table = new SeriesTable();
  #count = 0;
  #unreadable = 0;

  get position(): number {
    return this.#text.position;
  }

  get isDone(): boolean {
    return this.#records.state === "ended" || this.#records.state === "broken" || this.#table.isFull;
  }

  append(bytes: Uint8Array): void {
    for (const text of this.#records.take(this.#text.take(bytes))) {
      const record = parseRecord(text);
      this.#count += 1;
      this.#unreadable += record === undefined ? 1 : 0;
      addRecord(this.#table, record ?? {});
    }
  }

  read({ isWhole }: { readonly isWhole: boolean }): SeriesReading {
    const unreadable = `${formatCount(this.#unreadable)} of its ${formatCount(this.#count)} records are not valid JSON`;
    return {
      series: this.#table.series,
      problems: [
        ...this.#table.problems,
        ...(this.#unreadable > 0 ? [unreadable] : []),
        ...(isWhole ? this.#problemAtEnd() : []),
      ],
    };
  }

  #problemAtEnd(): readonly string[] {
    switch (this.#records.state) {
      case "before":
        return [`it has no "${MEMBER}"`];
      case "within":
        return ["it ends in the middle of its history"];
      case "broken":
        return ["its history holds a record that does not end"];
      case "ended":
        return [];
    }
  }
}
