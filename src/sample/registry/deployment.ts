/** How a registry's deployment differs from others of the same specification. */
export interface Deployment {
  /** Answers 404 to a name that nothing bears, as newer versions of the specification have it. */
  readonly hasNoEmptyLists?: boolean;
  /** How it writes where the next page begins: as a count without it. `endless` counts pages, and always has one more. */
  readonly offsets?: "base64" | "json" | "endless";
  /** Fails when it is to add up what an artifact's dependencies cost. */
  readonly failsAtDependencies?: boolean;
  /** Gives packages itself, to those who have its token. */
  readonly hasOwnPackages?: boolean;
}

/** Where a page begins. */
export interface OffsetForm {
  read(text: string): number;
  write(start: number): string;
}

const FORMS: Readonly<Record<Exclude<Deployment["offsets"], "endless" | undefined>, OffsetForm>> = {
  base64: {
    read: (text) => Number(Buffer.from(text, "base64").toString()),
    write: (start) => Buffer.from(String(start)).toString("base64"),
  },
  json: {
    read: (text) => Number(/^\{"start": (\d+)\}$/.exec(text)?.[1]),
    write: (start) => `{"start": ${start}}`,
  },
};

/** Undefined where offsets are counts. */
export function offsetForm({ offsets }: Deployment): OffsetForm | undefined {
  return offsets === undefined || offsets === "endless" ? undefined : FORMS[offsets];
}
