/** A text from outside in a label, where `$(name)` would draw an icon and a line break would part the line. */
export function plainLabel(text: string): string {
  return visibleText(text).replaceAll("$(", "$\u200b(").replaceAll(/\s+/g, " ");
}

/** A text in which half a character stands as its escape, `caf\udce9`: all halves would be drawn alike. */
export function visibleHalves(text: string): string {
  return text.isWellFormed() ? text : text.replaceAll(/\p{Cs}/gu, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

/** A text for the eye: no half character, and none that turns the direction of what follows, by which `\u202egpj.exe` reads exe.jpg. */
export function visibleText(text: string): string {
  return visibleHalves(text).replaceAll(
    /[\u202A-\u202E\u2066-\u2069]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
  );
}

/** Without control characters, and those that turn the direction of a text around. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** A text with parts from outside in a message, where VS Code makes a link of `[text](address)`, one to a command, too. */
export function plainMessage(text: string): string {
  return visibleText(text).replaceAll("](", "]\u200b(");
}

/**
 * Text from outside as Markdown that shows it as it is: on one line, with nothing in it that links, loads a picture,
 * breaks a table or runs a command.
 */
export function plainMarkdown(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.replaceAll(/[\\`*_{}[\]()#+\-.!~|<>&$:@/"'^=]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
