/** Lint rules of this project, for oxlint: the rooms' arrows, and what no rule of others says. */
import { join, relative } from "node:path";
import { ROOT } from "../setup/places.mjs";
import { importProblem } from "./rooms.mjs";

const SOURCES = join(ROOT, "src");

/** The design's arrows, as lint: what rooms.mjs says. */
const arrows = {
  create: (context) => {
    const check = (node) => {
      if (typeof node.source?.value !== "string") return;
      const message = importProblem(relative(SOURCES, context.filename), node.source.value);
      if (message !== undefined) context.report({ node, message });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check };
  },
};

/** A rule that reports every piece of syntax that its selectors find, with a message for each. */
const syntax = (messages) => ({
  create: (context) =>
    Object.fromEntries(
      Object.entries(messages).map(([selector, message]) => [selector, (node) => context.report({ node, message })]),
    ),
});

export default {
  meta: { name: "house" },
  rules: {
    arrows,
    exports: syntax({
      ExportDefaultDeclaration: "Export by name.",
      ExportAllDeclaration: "No barrels: import from the file that defines it.",
    }),
    casts: syntax({
      "TSAsExpression > TSAsExpression": "A double cast hides a type error: check the value instead.",
    }),
    // Names and reasons from outside would be links in a message.
    messages: syntax({
      "MemberExpression[object.name='window'][property.name=/^show(Information|Warning|Error)Message$/]":
        "Show it by host/messages/messageBox, which lets nothing from outside become a link.",
    }),
  },
};
