/** A text of at most so many characters. What is left off is told by an ellipsis, and no character is cut in two. */
export function cutEnd(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
