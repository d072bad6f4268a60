type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

/** The fields of `T` in which those that may be undefined are absent instead. */
type Defined<T> = Omit<T, OptionalKeys<T>> & { [K in OptionalKeys<T>]?: Exclude<T[K], undefined> };

/** The fields that have a value: an absent field and one that is undefined are not the same to a reader of keys. */
export function defined<T extends object>(fields: T): Defined<T> {
  const present: Partial<T> = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    if (fields[key] !== undefined) {
      present[key] = fields[key];
    }
  }
  return present as Defined<T>;
}
