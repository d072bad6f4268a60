import type { Memento } from "vscode";
import type { SiteRef } from "../../sources/contract/siteRef";

const KEY = "mlArtifacts.goTo.recent";
const MOST = 8;

/** A place the user went to: enough to show it, and its address. */
export interface Target {
  readonly systemId: string;
  readonly address: string;
  readonly name: string;
  readonly codicon: string;
}

/** Where one went last on each site, the latest first. Names and addresses alone are kept. */
export class RecentTargets {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  of(ref: SiteRef): readonly Target[] {
    const kept: unknown = this.#memory.get<Record<string, unknown>>(KEY, {})[nameOf(ref)];
    return Array.isArray(kept) ? kept.filter((target) => isTarget(target)) : [];
  }

  async add(site: string, target: Target): Promise<void> {
    const others = this.of({ systemId: target.systemId, site }).filter(({ address }) => address !== target.address);
    const all = this.#memory.get<Record<string, unknown>>(KEY, {});
    await this.#memory.update(KEY, {
      ...all,
      [nameOf({ systemId: target.systemId, site })]: [target, ...others].slice(0, MOST),
    });
  }

  /** Takes one away that leads nowhere any more. */
  async remove(site: string, { systemId, address }: Target): Promise<void> {
    const left = this.of({ systemId, site }).filter((target) => target.address !== address);
    const all = this.#memory.get<Record<string, unknown>>(KEY, {});
    await this.#memory.update(KEY, { ...all, [nameOf({ systemId, site })]: left });
  }
}

/** As earlier versions stored it, which is why it is not `siteKey`. */
function nameOf({ systemId, site }: SiteRef): string {
  return `${systemId} ${site}`;
}

/** An older or newer version of this extension may have kept something else. */
function isTarget(value: unknown): value is Target {
  const fields = ["systemId", "address", "name", "codicon"];
  return (
    typeof value === "object" && value !== null && fields.every((name) => typeof Reflect.get(value, name) === "string")
  );
}
