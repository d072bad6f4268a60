import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Which rooms a room may import from. Everything else is an error: the design's arrows, as lint. */
const ROOMS = {
  http: [],
  sources: ["http"],
  sample: [],
  web: ["sources"],
  host: ["sources", "http", "sample"],
  tree: ["host", "sources", "http"],
  files: ["web", "host", "sources", "http"],
  pages: ["web", "files", "host", "sources", "http"],
  links: ["tree", "files", "host", "sources", "http"],
  commands: ["tree", "files", "pages", "links", "host", "sources", "http"],
};
const WITHOUT_VSCODE = ["http", "sources", "sample", "web"];

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => {
  const forbidden = [...Object.keys(ROOMS).filter((other) => other !== room && !allowed.includes(other)), "extension"];
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: WITHOUT_VSCODE.includes(room) ? [{ name: "vscode", message: `${room} runs without VS Code.` }] : [],
          patterns: [
            {
              regex: `^(\\.\\./)+(${forbidden.join("|")})(/|$)`,
              message: `${room} may import only from: ${["itself", ...allowed].join(", ")}.`,
            },
          ],
        },
      ],
    },
  };
});

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
  message: "Show it by host/messageBox, which lets nothing from outside become a link.",
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
  ...roomRules,
  {
    files: ["src/**/*.ts"],
    ignores: ["src/host/messageBox.ts"],
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
