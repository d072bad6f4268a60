import type { SampleServerOptions } from "../../../src/sample/sampleServer";
import { JsonClient } from "./jsonClient";
import { SampleFixture } from "./sampleFixture";

export interface WireArtifact {
  readonly name: string;
  readonly id: string;
  readonly type: string;
}

export interface WireRetrieved {
  readonly metadata: WireArtifact;
  readonly data: { readonly url: string; readonly download_url: string | null };
}

/** A server with a clock that tests move, and requests to its artifact registry. */
export class RegistryFixture extends JsonClient {
  readonly sample: SampleFixture;

  private constructor(sample: SampleFixture) {
    super(sample.server.systems.registry, "", {});
    this.sample = sample;
  }

  static async start(options: SampleServerOptions = {}): Promise<RegistryFixture> {
    return new RegistryFixture(await SampleFixture.start(options));
  }

  /** All pages, as a client walks them. */
  async list(queries: readonly unknown[]): Promise<{ items: WireArtifact[]; offsets: string[] }> {
    const items: WireArtifact[] = [];
    const offsets: string[] = [];
    let offset: string | null = "0";
    while (offset !== null) {
      const response: Response = await this.fetch(`/artifacts?offset=${offset}`, { json: queries });
      items.push(...((await response.json()) as WireArtifact[]));
      offset = response.headers.get("offset");
      offsets.push(...(offset === null ? [] : [offset]));
    }
    return { items, offsets };
  }

  retrieve(type: string, id: string): Promise<WireRetrieved> {
    return this.send<WireRetrieved>(`/artifacts/${type}/${id}`);
  }

  search(regex: unknown, status = 200): Promise<WireArtifact[]> {
    return this.post<WireArtifact[]>("/artifact/byRegEx", { regex }, status);
  }

  close(): Promise<void> {
    return this.sample.server.close();
  }
}
