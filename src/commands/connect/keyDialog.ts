import type { InputBox, QuickInputButton, QuickPickItem } from "vscode";
import { env, QuickInputButtons, ThemeIcon, Uri, window } from "vscode";
import type { KeyField, Keys, Site, SystemDefinition } from "../../sources/contract/system";
import { keyProblem } from "./keyProblem";

const BACK = Symbol("back");

interface Step {
  readonly system: SystemDefinition;
  readonly site: Site;
  readonly field: KeyField;
  /** From 0. */
  readonly index: number;
  /** Why it is asked for again. */
  readonly problem: string;
}

/** Asks for each of a site's keys in turn, masked. Undefined when the user leaves. */
export async function askKeys(system: SystemDefinition, site: Site): Promise<Keys | undefined> {
  let keys: Keys = {};
  let index = 0;
  for (let field = system.keyFields[0]; field !== undefined; field = system.keyFields[index]) {
    const answer = await askKey({ system, site, field, index, problem: "" });
    if (answer === undefined) {
      return undefined;
    }
    keys = answer === BACK ? keys : { ...keys, [field.name]: answer };
    index += answer === BACK ? -1 : 1;
  }
  return keys;
}

/** Asks for one key again and keeps the others. Undefined when the user leaves. */
export async function askKeyAgain(
  { system, site, field, problem }: Omit<Step, "index">,
  keys: Keys,
): Promise<Keys | undefined> {
  const answer = await askKey({ system, site, field, index: system.keyFields.indexOf(field), problem });
  return typeof answer === "string" ? { ...keys, [field.name]: answer } : undefined;
}

/** The keys that this environment holds, when it holds all of them. */
export function environmentKeys(system: SystemDefinition): Keys | undefined {
  const found = system.keyFields.map(({ name, environment }) => {
    const value = environment.map((variable) => process.env[variable]?.trim() ?? "").find((text) => text !== "");
    return [name, value ?? ""] as const;
  });
  return found.every(([, value]) => keyProblem(value, "key") === undefined) ? Object.fromEntries(found) : undefined;
}

/** Asks where the keys come from. Undefined when the user leaves. */
export async function askKeyOrigin(system: SystemDefinition, site: Site): Promise<"environment" | "typed" | undefined> {
  const variables = system.keyFields.map(({ environment }) => environment[0] ?? "").join(" and ");
  const items: readonly (QuickPickItem & { readonly origin: "environment" | "typed" })[] = [
    { label: "$(terminal) Use keys from the environment", description: variables, origin: "environment" },
    { label: "$(edit) Type keys", origin: "typed" },
  ];
  const options = {
    title: titleOf(system, site),
    placeHolder: "Use the keys found in the environment?",
  };
  return (await window.showQuickPick(items, options))?.origin;
}

async function askKey(step: Step): Promise<string | typeof BACK | undefined> {
  const input = window.createInputBox();
  const page = step.site.keyPages[step.field.name];
  present(input, step, page);
  try {
    return await new Promise((resolve) => {
      input.onDidChangeValue(() => (input.validationMessage = ""));
      input.onDidTriggerButton((button) => {
        if (button === QuickInputButtons.Back) {
          resolve(BACK);
        } else if (page !== undefined) {
          void env.openExternal(Uri.parse(page, true));
        }
      });
      input.onDidAccept(() => {
        const value = input.value.trim();
        const problem = keyProblem(value, step.field.title);
        input.validationMessage = problem ?? "";
        if (problem === undefined) {
          resolve(value);
        }
      });
      input.onDidHide(() => resolve(undefined));
      input.show();
    });
  } finally {
    input.dispose();
  }
}

function present(input: InputBox, { system, site, field, index, problem }: Step, page: string | undefined): void {
  const tooltip = `Open the page where the ${field.title} is made`;
  const openPage: QuickInputButton = { iconPath: new ThemeIcon("link-external"), tooltip };
  Object.assign(input, {
    title: titleOf(system, site),
    step: index + 1,
    totalSteps: system.keyFields.length,
    password: true,
    ignoreFocusOut: true,
    prompt: `Paste the ${field.title}. It is stored only in VS Code's secret storage.`,
    placeholder: field.title,
    validationMessage: problem,
    buttons: [
      ...(index > 0 && problem === "" ? [QuickInputButtons.Back] : []),
      ...(page === undefined ? [] : [openPage]),
    ],
  } satisfies Partial<InputBox>);
}

function titleOf(system: SystemDefinition, site: Site): string {
  return `Set Keys: ${system.shortTitle} ${site.name}`;
}
