import type { DirectoryRecord, ItemKind, ItemRecord, RepoRecord, VersionRecord } from "./repoRecords";

interface Drawn {
  readonly repos: readonly RepoRecord[];
}

/** The repos with the tags that users changed, which last as long as the server. */
export class RepoStock {
  readonly #drawn: Drawn;
  #versions: Map<string, VersionRecord> | undefined;
  readonly #tags = new Map<string, readonly string[]>();

  constructor(drawn: Drawn) {
    this.#drawn = drawn;
  }

  get repos(): readonly RepoRecord[] {
    return this.#drawn.repos;
  }

  items(kind: ItemKind): ItemRecord[] {
    return this.repos.flatMap((repo) => repo.items.filter((item) => item.kind === kind));
  }

  version(id: string): VersionRecord | undefined {
    this.#versions ??= new Map(
      this.repos.flatMap(({ items }) =>
        items.flatMap(({ versions }) => versions.map((version) => [version.id, version])),
      ),
    );
    return this.#versions.get(id);
  }

  directory(id: string): DirectoryRecord | undefined {
    return this.repos.flatMap(({ directories }) => directories).find((directory) => directory.id === id);
  }

  tagsOf(version: VersionRecord): readonly string[] {
    return this.#tags.get(version.id) ?? version.tagsAtFirst;
  }

  /** The version of the same item that has the tag already, other than this one. */
  holderOf(tag: string, { item, id }: VersionRecord): VersionRecord | undefined {
    return item.versions.find((other) => other.id !== id && this.tagsOf(other).includes(tag));
  }

  /** Takes them away from the item's other versions. */
  tag(version: VersionRecord, tags: readonly string[]): void {
    for (const tag of tags) {
      const holder = this.holderOf(tag, version);
      if (holder !== undefined) {
        this.#tags.set(
          holder.id,
          this.tagsOf(holder).filter((held) => held !== tag),
        );
      }
    }
    this.#tags.set(version.id, [...new Set([...this.tagsOf(version), ...tags])]);
  }

  /** Forgets what users changed. */
  reset(): void {
    this.#tags.clear();
  }
}
