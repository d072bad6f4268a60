import type { Uri } from "vscode";
import { Uri as Uris, workspace } from "vscode";
import { record, safeParse, string } from "valibot";

const ACCOUNTS = record(string(), string());

/** Which account is the latest of each origin, in a file that every window reads; "" where the keys were removed. */
export class KeyLedger {
  readonly fileName = "accounts.json";
  readonly #folder: Uri;

  constructor(folder: Uri) {
    this.#folder = folder;
  }

  /** Undefined when nothing is known, which lets the secrets speak for themselves. */
  async read(name: string): Promise<string | undefined> {
    return (await this.#readAll())[name];
  }

  async write(name: string, account: string): Promise<void> {
    const accounts = { ...(await this.#readAll()), [name]: account };
    await workspace.fs.createDirectory(this.#folder);
    await workspace.fs.writeFile(this.#file, new TextEncoder().encode(JSON.stringify(accounts)));
  }

  get #file(): Uri {
    return Uris.joinPath(this.#folder, this.fileName);
  }

  async #readAll(): Promise<Readonly<Record<string, string>>> {
    try {
      const text = new TextDecoder().decode(await workspace.fs.readFile(this.#file));
      const parsed = safeParse(ACCOUNTS, JSON.parse(text));
      return parsed.success ? parsed.output : {};
    } catch {
      return {};
    }
  }
}
