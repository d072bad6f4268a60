import { LONGEST_KEY } from "../../http/redactor";
import { formatCount } from "../../text/formatNumbers";

const CHARACTERS_OF_A_HEADER = /^[\x21-\x7e]+$/;

/** Why a text can't be a key, which a header has to carry, or undefined. */
export function keyProblem(value: string, title: string): string | undefined {
  if (value.length > LONGEST_KEY) {
    return `A key has at most ${formatCount(LONGEST_KEY)} characters`;
  }
  return CHARACTERS_OF_A_HEADER.test(value)
    ? undefined
    : `Paste the ${title}: letters, digits and symbols without spaces`;
}
