/** A text from outside in a label, where `$(name)` would draw an icon and a line break would part the line. */
export function plainLabel(text: string): string {
  return text.replaceAll("$(", "$\u200b(").replaceAll(/\s+/g, " ");
}
