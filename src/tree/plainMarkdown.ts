/**
 * Text from outside as Markdown that shows it as it is: on one line, with nothing in it that links, loads a picture,
 * breaks a table or runs a command.
 */
export function plainMarkdown(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.replaceAll(/[\\`*_{}[\]()#+\-.!~|<>&$:@/"'^=]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
