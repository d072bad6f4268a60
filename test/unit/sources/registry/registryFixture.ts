import { RegistryClient } from "../../../../src/sources/registry/wire/client";
import type { RegistryEntry } from "../../../../src/sources/registry/rows/entries";
import type { Artifact } from "../../../../src/sources/registry/wire/model";
import { RegistrySource } from "../../../../src/sources/registry/source";
import type { ListPage } from "../../../../src/sources/contract/listPage";
import type { FaultServer, Handler, RecordedRequest, Reply } from "../../../support/faultServer";
import { HttpFixture } from "../../../support/httpFixture";

/** Where the tests' registry is mounted. */
export const PREFIX = "/prod/api";
export const TOKEN = "eyJhbGciOiJIUzI1NiJ9.token-of-the-tests";
/** What must not be seen anywhere. */
export const SIGNATURE = "X-Amz-Signature=5up3r53cr3t";
export const SIGNED_URL = `https://user:pa55word@bucket.s3.amazonaws.com/artifacts/model/12345.zip?${SIGNATURE}#${SIGNATURE}`;
export const SOURCE_URL = "https://huggingface.co/google-bert/bert-base-uncased";
export const SCOPE = "registry/r";

export function artifact(overrides: Partial<Artifact> = {}): Artifact {
  return { id: "12345", name: "google-bert/bert-base-uncased", type: "model", ...overrides };
}

/** An artifact as the service gives it alone. */
export function stored(data: Readonly<Record<string, unknown>> = {}, metadata: Partial<Artifact> = {}) {
  return { metadata: artifact(metadata), data: { url: SOURCE_URL, download_url: SIGNED_URL, ...data } };
}

/** Answers by method and path below the prefix; anything else is not found. */
export function routes(answers: Readonly<Record<string, (reply: Reply, request: RecordedRequest) => void>>): Handler {
  return (reply, request) => {
    const answer = answers[`${request.method} ${request.path.replace(PREFIX, "")}`];
    if (answer === undefined) {
      reply.json({ detail: "Artifact does not exist." }, { status: 404 });
    } else {
      answer(reply, request);
    }
  };
}

export interface Registry {
  readonly server: FaultServer;
  readonly source: RegistrySource;
  readonly client: RegistryClient;
  /** What was asked, as "GET /artifacts/model/1". */
  readonly asked: () => readonly string[];
}

export class RegistryFixture extends HttpFixture {
  async connect(handler: Handler): Promise<Registry> {
    const server = await this.serve(handler);
    const baseUrl = server.url + PREFIX;
    const client = new RegistryClient(
      this.client(baseUrl, { headers: () => ({ "x-authorization": `bearer ${TOKEN}` }) }),
    );
    const source = new RegistrySource({ client, scope: SCOPE, baseUrl, tokenPrefix: "bearer " });
    const asked = () => server.requests.map(({ method, path }) => `${method} ${path.replace(PREFIX, "")}`);
    return { server, client, source, asked };
  }

  /** The rows of a section below an entry, or at the top. */
  async page(
    { source }: Registry,
    parent: RegistryEntry | undefined,
    { section = 0, cursor }: { section?: number; cursor?: string } = {},
  ): Promise<ListPage<RegistryEntry>> {
    return source.sections(parent)[section]!.load(cursor, this);
  }

  async rows(registry: Registry, parent: RegistryEntry | undefined, section = 0): Promise<readonly RegistryEntry[]> {
    return (await this.page(registry, parent, { section })).items;
  }

  /** The row of an artifact in its group, which costs no request. */
  async artifactRow(registry: Registry, { type = "model", id = "12345" } = {}): Promise<RegistryEntry> {
    const { handler } = registry.server;
    registry.server.handler = (reply) => reply.json([artifact({ type, id })]);
    const groups = await this.rows(registry, undefined);
    const [row] = await this.rows(
      registry,
      groups.find((group) => group.id === `${SCOPE}/${type}`),
    );
    registry.server.handler = handler;
    registry.server.requests.length = 0;
    return row!;
  }
}
