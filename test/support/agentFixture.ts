import assert from "node:assert/strict";
import { AgentCore } from "../../src/agents/core/agentCore";
import type { AgentAnswer } from "../../src/agents/core/agentCore";
import { AgentLog } from "../../src/agents/core/agentLog";
import type { AgentWorld } from "../../src/agents/target/agentWorld";
import type { Verb } from "../../src/agents/verbs/verbArguments";
import { createRedactor } from "../../src/http/redactor";
import type { ArtifactSource } from "../../src/sources/contract/source";
import { SYSTEMS } from "../../src/sources/systems";
import type { ConnectedSample, SystemId } from "./connectedSample";
import { SAMPLE_NOW, SAMPLE_SECRETS } from "./connectedSample";

const IDS = ["modelLab", "trueFoundry", "registry"] as const;

interface AgentFixtureOptions {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly now?: () => number;
}

/** Agents in front of the sample's three systems, or of some sources. */
export class AgentFixture {
  readonly log = new AgentLog();
  readonly revealed: string[] = [];
  /** Failures that no one foresaw. */
  readonly failures: unknown[] = [];
  readonly sources: Partial<Record<SystemId, ArtifactSource>>;
  /** Systems that can't be asked, and why. */
  broken: Partial<Record<SystemId, Error>> = {};
  /** Set together by tests that keep projects back. */
  isNarrowed = false;
  mayShow: AgentWorld["mayShow"] = () => true;
  admit: (client: string, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  readonly core: AgentCore;

  constructor(
    sources: Partial<Record<SystemId, ArtifactSource>>,
    { secrets = SAMPLE_SECRETS, now = () => SAMPLE_NOW }: AgentFixtureOptions = {},
  ) {
    this.sources = sources;
    const redact = createRedactor(secrets);
    const world: AgentWorld = {
      systems: () =>
        SYSTEMS.flatMap(({ id, title }) => {
          const source = this.sources[id as SystemId];
          const failure = this.broken[id as SystemId];
          const connect = () => (failure === undefined ? Promise.resolve(source!) : Promise.reject(failure));
          const found = { id, title, site: "sample", siteName: "Sample", source: connect };
          return source === undefined ? [] : [found];
        }),
      absent: () => ["No system is set up."],
      isNarrowed: () => this.isNarrowed,
      mayShow: (project) => this.mayShow(project),
      redact,
      reveal: (systemId, rowIds) => {
        this.revealed.push(`${systemId} ${rowIds.at(-1) ?? ""}`);
        return Promise.resolve();
      },
      now,
    };
    const onDidFail = (_: Verb, error: unknown) => this.failures.push(error);
    this.core = new AgentCore({ world, log: this.log, admit: (...client) => this.admit(...client), onDidFail });
  }

  static of(sample: ConnectedSample, ids: readonly SystemId[] = IDS): AgentFixture {
    return new AgentFixture(Object.fromEntries(ids.map((id) => [id, sample.connect(id)])));
  }

  async ask(verb: Verb, args: unknown = {}, signal = new AbortController().signal): Promise<AgentAnswer> {
    return await this.core.call(verb, args, { client: "tests", signal });
  }

  /** The text of an answer that is none of a failure. */
  async text(verb: Verb, args: unknown = {}): Promise<string> {
    const { text, isError } = await this.ask(verb, args);
    assert.ok(!isError, text);
    return text;
  }

  /** The text of an answer that says what went wrong. */
  async refusal(verb: Verb, args: unknown = {}): Promise<string> {
    const { text, isError } = await this.ask(verb, args);
    assert.ok(isError, text);
    return text;
  }
}
