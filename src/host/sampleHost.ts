import type { Disposable } from "vscode";
import type { SampleServer } from "../sample/sampleServer";

/** The embedded sample server: started by the first use, stopped when nobody uses it any more. */
export class SampleHost implements Disposable {
  #server: Promise<SampleServer> | undefined;

  /** The running server, started when there is none. */
  async start(): Promise<SampleServer> {
    this.#server ??= import("../sample/sampleServer").then(({ startSampleServer }) => startSampleServer());
    try {
      return await this.#server;
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await (await server)?.close();
  }

  dispose(): void {
    void this.stop();
  }
}
