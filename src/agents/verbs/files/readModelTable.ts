import type { CallOptions } from "../../../sources/contract/entry";
import type { ByteRange } from "../../../sources/contract/sourceFiles";
import { cell, quoted } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";
import type { ReadFile, ReadPart } from "./readFile";

/** The tensors, arrays or columns that a model file's header names: no more of it is read. */
export async function readModelTable({ files, place, name }: ReadFile, options: CallOptions): Promise<ReadPart> {
  const { peekFile } = await import("../../../files/preview/peekFile");
  const open = (range: ByteRange) => files.read(place, range, options);
  const peeked = await peekFile(name, open, options.signal);
  if (peeked.kind === "failure") {
    throw new AskFailure(`Could not read the header: ${quoted(peeked.reason)}. bytes "0-255" shows how it begins.`);
  }
  const { table } = peeked.content;
  const line = (cells: readonly (string | number)[]) => cells.map((value) => cell(String(value))).join(" | ");
  const totals = table.totals.map(({ label, text }) => `${cell(label)}: ${cell(text)}`);
  const metadata = table.metadata.map(({ key, value }) => line([key, value]));
  const lines = [...totals, ...(metadata.length === 0 ? [] : ["metadata:", ...metadata]), "rows:"];
  return {
    title: cell(table.format),
    lines: [...lines, line(table.columns.map((column) => column.name)), ...table.rows.map(line)],
    noun: "lines of the header",
    hints: [`Only the header was read.`],
  };
}
