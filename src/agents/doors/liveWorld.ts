import { workspace } from "vscode";
import type { KeyStore } from "../../host/keys/keyStore";
import { nextEvent } from "../../host/nextEvent";
import type { Session } from "../../host/site/session";
import { siteAccess } from "../../host/site/siteAccess";
import type { SiteSetting } from "../../host/site/siteSetting";
import { SAMPLE_SITE, siteName } from "../../host/site/siteSetting";
import type { SourcePool } from "../../host/site/sourcePool";
import { ApiError } from "../../http/apiError";
import { createRedactor } from "../../http/redactor";
import { SETTINGS } from "../../manifest/settings";
import type { CallOptions } from "../../sources/contract/entry";
import type { SystemDefinition } from "../../sources/contract/system";
import { matchPattern } from "../verbs/files/matchPattern";
import type { AgentSystem, AgentWorld } from "../target/agentWorld";

/** A system with what this window has of it. */
export interface SeenSystem {
  readonly system: SystemDefinition;
  readonly setting: SiteSetting;
  readonly session: Session;
  /** Shows the row that ids from the top down lead to; undefined when there is none. */
  readonly reveal: (ids: readonly string[], options: CallOptions) => Promise<unknown>;
}

interface LiveWorldOptions {
  readonly systems: readonly SeenSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  /** The secret of the server's own. */
  readonly token: () => string;
}

/** The systems of this window, as its settings let agents see them. */
export class LiveWorld implements AgentWorld {
  readonly #options: LiveWorldOptions;
  #redact: (text: string) => string = (text) => text;

  constructor(options: LiveWorldOptions) {
    this.#options = options;
  }

  /** Waits until the systems are open, and learns which keys are in use. */
  async prepare(signal: AbortSignal): Promise<void> {
    const { systems } = this.#options;
    for (const { session } of systems) {
      while (session.state.kind === "starting" && !signal.aborted) {
        await nextEvent([session.onDidChange], signal);
      }
    }
    const keys = await Promise.all(systems.map((system) => this.#keysOf(system)));
    const own = { token: this.#options.token() };
    this.#redact = createRedactor(
      Object.fromEntries([...keys.flat(), ...Object.entries(own)].map(([, key], index) => [String(index), key])),
    );
  }

  systems(): readonly AgentSystem[] {
    const { pool } = this.#options;
    return this.#options.systems.flatMap(({ system: { id, title }, session: { state } }) => {
      if (state.kind !== "ready" || !isSystemAllowed(id)) {
        return [];
      }
      const site = siteName(state.site);
      const source = () => pool.sourceOf({ systemId: id, site });
      return [{ id, title, site, siteName: state.site.name, source }];
    });
  }

  absent(): readonly string[] {
    return this.#options.systems.flatMap(({ system: { id, title }, session: { state } }) => {
      if (!isSystemAllowed(id)) {
        return [`The user keeps ${title} from agents.`];
      }
      return state.kind === "ready" ? [] : [`${title} is not set up in VS Code, or has no keys there.`];
    });
  }

  isNarrowed(): boolean {
    return shownProjects().length > 0;
  }

  mayShow(project: string): boolean {
    return !this.isNarrowed() || shownProjects().some((name) => isNamed(name, project));
  }

  redact(text: string): string {
    return this.#redact(text);
  }

  async reveal(systemId: string, rowIds: readonly string[], options: CallOptions): Promise<void> {
    const found = this.#options.systems.find(({ system }) => system.id === systemId);
    const row = await found?.reveal(rowIds, options);
    if (row === undefined) {
      throw new ApiError("badRequest", "it is not in the tree; a filter of the user's may hide it");
    }
  }

  now(): number {
    return Date.now();
  }

  async #keysOf({ setting, session: { state } }: SeenSystem): Promise<readonly (readonly [string, string])[]> {
    if (state.kind !== "ready" || state.site.id === SAMPLE_SITE) {
      return [];
    }
    const access = await siteAccess({ setting, keys: this.#options.keys }, state.site);
    return access.kind === "granted" ? Object.entries(access.keys) : [];
  }
}

function isSystemAllowed(id: string): boolean {
  const systems = workspace.getConfiguration().get<unknown>(SETTINGS.agentSystems);
  return typeof systems !== "object" || systems === null || Reflect.get(systems, id) !== false;
}

/** Patterns of names; all are shown when there is none. */
function shownProjects(): readonly string[] {
  const patterns = workspace.getConfiguration().get<unknown>(SETTINGS.agentProjects);
  return Array.isArray(patterns) ? patterns.filter((each): each is string => typeof each === "string") : [];
}

/** A name's slashes are part of it. */
function isNamed(pattern: string, name: string): boolean {
  return matchPattern(pattern.replaceAll("/", "\u0000"))(name.replaceAll("/", "\u0000"));
}
