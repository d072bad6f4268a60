/** A text of at most so many characters. What is left off is told by an ellipsis, and no character is cut in two. */
export function cutEnd(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A text of at most so many characters, without its middle: names that are long often differ at their ends alone. */
export function cutMiddle(text: string, longest: number): string {
  if (text.length <= longest) {
    return text;
  }
  const end = Math.floor(longest / 3);
  return `${text.slice(0, longest - 1 - end).toWellFormed()}…${text.slice(text.length - end).toWellFormed()}`;
}

/** A text without some characters at its end. A pattern would take quadratic time on a text from outside that is full of them. */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}
