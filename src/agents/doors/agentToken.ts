import { randomBytes } from "node:crypto";
import type { SecretStorage } from "vscode";

const KEPT_AS = "mlArtifacts.agentToken";

/** The secret that agents show at the door: this machine's alone, and none of a service. */
export class AgentToken {
  readonly #secrets: Pick<SecretStorage, "get" | "store">;
  #value = "";

  constructor(secrets: Pick<SecretStorage, "get" | "store">) {
    this.#secrets = secrets;
  }

  /** Empty until it is read. */
  get value(): string {
    return this.#value;
  }

  /** Reads it, or makes one. Another window may have changed it. */
  async read(): Promise<string> {
    const kept = await this.#secrets.get(KEPT_AS);
    return kept === undefined || kept === "" ? await this.change() : (this.#value = kept);
  }

  async change(): Promise<string> {
    this.#value = randomBytes(32).toString("base64url");
    await this.#secrets.store(KEPT_AS, this.#value);
    return this.#value;
  }
}
