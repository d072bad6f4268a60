/** A text with parts from outside in a message, where VS Code makes a link of `[text](address)`, one to a command, too. */
export function plainMessage(text: string): string {
  return text.replaceAll("](", "]\u200b(");
}
