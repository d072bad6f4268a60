import type { FileFacts, FilePlace, SourceFiles } from "../../../sources/contract/sourceFiles";
import type { AnswerPart } from "../../answer/answer";

/** A file that an agent reads from. */
export interface ReadFile {
  readonly files: SourceFiles;
  readonly place: FilePlace;
  readonly name: string;
  readonly facts: FileFacts;
}

/** The part of a file that was read, in lines, and what is to be said of it in our own words. */
export interface ReadPart extends AnswerPart {
  readonly hints?: readonly string[];
}
