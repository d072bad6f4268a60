import { Disposable } from "vscode";
import type { ArgumentsOf } from "../../../src/commands/shared/commandArguments";
import type { RegisterCommand } from "../../../src/commands/shared/commandRegistry";
import type { CommandId } from "../../../src/manifest/commands";

/** Commands that a test runs itself: the extension has registered its own in this extension host. */
export class CollectedCommands {
  readonly #runs = new Map<CommandId, (called: never) => Promise<void> | void>();
  readonly #end = new AbortController();
  readonly register: RegisterCommand = Object.assign(
    <C extends CommandId>(id: C, _: string, run: (called: ArgumentsOf<C>) => Promise<void> | void) => {
      this.#runs.set(id, run);
      return new Disposable(() => this.#runs.delete(id));
    },
    { signal: this.#end.signal },
  );

  async run<C extends CommandId>(id: C, called: ArgumentsOf<C>): Promise<void> {
    const run = this.#runs.get(id) as ((called: ArgumentsOf<C>) => Promise<void> | void) | undefined;
    if (run === undefined) {
      throw new Error(`${id} is not registered`);
    }
    await run(called);
  }

  /** As when the extension ends. */
  end(): void {
    this.#end.abort();
  }
}
