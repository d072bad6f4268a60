import { defineConfig } from "eslint/config";
import { join, relative } from "node:path";
import tseslint from "typescript-eslint";
import { importProblem } from "./scripts/testing/rooms.mjs";

const SOURCES = join(import.meta.dirname, "src");

/** The design's arrows, as lint: what scripts/testing/rooms.mjs says. */
const arrows = {
  create: (context) => {
    const check = (node) => {
      if (typeof node.source?.value !== "string") return;
      const message = importProblem(relative(SOURCES, context.filename), node.source.value);
      if (message !== undefined) context.report({ node, message });
    };
    return { ImportDeclaration: check, ImportExpression: check };
  },
};

const syntax = [
  { selector: "ExportDefaultDeclaration", message: "Export by name." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from the file that defines it." },
  {
    selector: "TSAsExpression > TSAsExpression",
    message: "A double cast hides a type error: check the value instead.",
  },
];

/** Names and reasons from outside would be links in a message. */
const messages = {
  selector: "MemberExpression[object.name='window'][property.name=/^show(Information|Warning|Error)Message$/]",
  message: "Show it by host/messages/messageBox, which lets nothing from outside become a link.",
};

export default defineConfig(
  { ignores: ["dist", "out", ".vscode-test", "node_modules"] },
  {
    files: ["src/**/*.ts", "test/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A switch over a union is one decision, however many members the union has.
      complexity: ["error", { max: 8, variant: "modified" }],
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", 40],
      "no-restricted-syntax": ["error", ...syntax],
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  { files: ["src/**/*.ts"], plugins: { rooms: { rules: { arrows } } }, rules: { "rooms/arrows": "error" } },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/host/messages/messageBox.ts"],
    rules: { "no-restricted-syntax": ["error", ...syntax, messages] },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "max-lines": ["error", 400],
      "no-console": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
