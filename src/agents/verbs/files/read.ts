import { isModelFile } from "../../../files/peek/modelFileName";
import { formatBytes } from "../../../text/formatNumbers";
import type { Answer, AnswerPart } from "../../answer/answer";
import { cell } from "../../answer/shownText";
import { AskFailure } from "../../target/askFailure";
import { resolveAddress } from "../../target/resolveAddress";
import { fileAddressText, filesOf, originOf } from "../../target/target";
import { readBytes } from "./readBytes";
import type { ReadFile, ReadPart } from "./readFile";
import { readLines } from "./readLines";
import { readModelTable } from "./readModelTable";
import { readValue } from "./readValue";
import type { ArgumentsOfVerb } from "../verbArguments";
import type { VerbCall } from "../verbCall";

/** A file's lines or bytes, a value in a JSON or YAML file, or the table of what is in a model file. Its size comes first. */
export async function read(args: ArgumentsOfVerb<"read">, call: VerbCall): Promise<Answer> {
  const target = await resolveAddress(call.world, args.address, call.options);
  const { files, place } = filesOf(target, args.path);
  const facts = await files.stat(place, call.options);
  if (facts.isDirectory) {
    throw new AskFailure("It is a directory: list shows the files in it, with their paths.");
  }
  const file: ReadFile = { files, place, name: place.at(-1) ?? "", facts };
  const { hints = [], ...part } = await partOf(file, args, call);
  const size = facts.size === undefined ? "of unknown size" : `${formatBytes(facts.size)} (${facts.size} bytes)`;
  const address: AnswerPart = {
    title: "",
    lines: [`file: ${cell(fileAddressText(target.system, place), 1_000)}`],
    noun: "addresses",
  };
  return { about: [`The file is ${size}.`], origin: originOf([target.system]), parts: [address, part], hints };
}

async function partOf(file: ReadFile, args: ArgumentsOfVerb<"read">, { options }: VerbCall): Promise<ReadPart> {
  if (args.at !== undefined) {
    return await readValue(file, args.at, options);
  }
  if (args.bytes !== undefined) {
    return await readBytes(file, args.bytes, options);
  }
  if (args.lines === undefined && isModelFile(file.name)) {
    return await readModelTable(file, options);
  }
  return await readLines(file, args.lines, options);
}
