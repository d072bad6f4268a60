/** Lets so much work go on at once; a piece of work may weigh more than one. */
export class TransferSlots {
  readonly #waiting: { readonly weight: number; readonly start: () => void }[] = [];
  #free: number;

  constructor(size: number) {
    this.#free = size;
  }

  /** First come, first served: a heavy piece is not passed for ever by light ones. */
  async take(weight: number): Promise<void> {
    await new Promise<void>((start) => {
      this.#waiting.push({ weight, start });
      this.#startNext();
    });
  }

  /** For what is started from now on. */
  grow(by: number): void {
    this.#free += by;
    this.#startNext();
  }

  give(weight: number): void {
    this.#free += weight;
    this.#startNext();
  }

  #startNext(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.weight <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.weight;
      next.start();
    }
  }
}

interface SlotUse<T> {
  readonly slots: TransferSlots;
  readonly weight: (item: T) => number;
  /** Nothing new is started once it is aborted. */
  readonly signal: AbortSignal;
}

/** Works on all items, in their order, as many at once as there are slots. Rejects, at the end, with the first error. */
export async function workInSlots<T>(
  items: readonly T[],
  { slots, weight, signal }: SlotUse<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const running = new Set<Promise<void>>();
  for (const item of items) {
    await slots.take(weight(item));
    if (signal.aborted) {
      slots.give(weight(item));
      break;
    }
    const run = work(item)
      .catch((error: unknown) => void errors.push(error))
      .finally(() => {
        slots.give(weight(item));
        running.delete(run);
      });
    running.add(run);
  }
  await Promise.all(running);
  if (errors.length > 0) {
    throw errors[0];
  }
}
