import { WordedError } from "../../http/wordedError";

/** An agent asked for something that can't be answered. Its message is a sentence that says what to do next. */
export class AskFailure extends WordedError {
  override readonly name = "AskFailure";
}
