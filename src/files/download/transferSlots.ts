/** Lets so much work go on at once; a piece of work may weigh more than one. */
export class TransferSlots {
  readonly #waiting: { readonly weight: number; readonly start: () => void }[] = [];
  #free: number;

  constructor(size: number) {
    this.#free = size;
  }

  /** False when it has to be waited for. */
  takeNow(weight: number): boolean {
    const isFree = this.#waiting.length === 0 && weight <= this.#free;
    this.#free -= isFree ? weight : 0;
    return isFree;
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
  let running = 0;
  let onIdle: () => void = () => undefined;
  const run = async (item: T): Promise<void> => {
    try {
      await work(item);
    } catch (error) {
      errors.push(error);
    }
    running -= 1;
    slots.give(weight(item));
    if (running === 0) {
      onIdle();
    }
  };
  for (const item of items) {
    if (!slots.takeNow(weight(item))) {
      await slots.take(weight(item));
    }
    if (signal.aborted) {
      slots.give(weight(item));
      break;
    }
    running += 1;
    void run(item);
  }
  if (running > 0) {
    await new Promise<void>((resolve) => (onIdle = resolve));
  }
  if (errors.length > 0) {
    throw errors[0];
  }
}
