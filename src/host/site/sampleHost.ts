import type { Disposable } from "vscode";
import type { SampleServer } from "../../sample/sampleServer";

/** The embedded sample server: started by its first user, stopped when the last one has left. */
export class SampleHost implements Disposable {
  readonly #users = new Set<string>();
  #server: Promise<SampleServer> | undefined;

  /** The running server, started when there is none. `user` keeps it running until it leaves. */
  async enter(user: string): Promise<SampleServer> {
    this.#users.add(user);
    this.#server ??= import("../../sample/sampleServer").then(({ startSampleServer }) => startSampleServer());
    try {
      return await this.#server;
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
  }

  async leave(user: string): Promise<void> {
    if (this.#users.delete(user) && this.#users.size === 0) {
      await this.#stop();
    }
  }

  dispose(): void {
    this.#users.clear();
    void this.#stop();
  }

  async #stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await (await server)?.close();
  }
}
