import type { Disposable } from "vscode";
import type { SampleServer } from "../../sample/sampleServer";
import { ApiError } from "../../http/apiError";
import type { Keys, Site } from "../../sources/contract/system";
import { SAMPLE_SITE } from "./siteSetting";

/** The embedded sample server: started by its first user, stopped when the last one has left. */
export class SampleHost implements Disposable {
  readonly #users = new Set<string>();
  #server: Promise<SampleServer> | undefined;

  /**
   * Where a system's sample data is served, and with which keys. The server is started when it is not running, and `user`
   * keeps it running until it leaves. @throws ApiError when there is none.
   */
  async siteOf(systemId: string, user: string): Promise<{ readonly site: Site; readonly keys: Keys }> {
    const { systems } = await this.#enter(user);
    const place = new Map(Object.entries(systems)).get(systemId);
    if (place === undefined) {
      throw new ApiError("notFound", "this system has no sample data");
    }
    const site = { id: SAMPLE_SITE, name: "Sample data", baseUrl: place.baseUrl, keyPages: {} };
    return { site, keys: place.keys };
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

  async #enter(user: string): Promise<SampleServer> {
    this.#users.add(user);
    this.#server ??= import("../../sample/sampleServer").then(({ startSampleServer }) => startSampleServer());
    try {
      return await this.#server;
    } catch (cause) {
      this.#server = undefined;
      throw new ApiError("network", "the sample server did not start", { cause });
    }
  }

  async #stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await (await server)?.close();
  }
}
