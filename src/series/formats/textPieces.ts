/** Decodes a file's text piece by piece: UTF-8, or UTF-16 where its mark says so, as PowerShell writes what is redirected. */
export class TextPieces {
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #first: Uint8Array = new Uint8Array(0);
  #position = 0;

  /** Bytes taken so far. */
  get position(): number {
    return this.#position;
  }

  take(bytes: Uint8Array): string {
    this.#position += bytes.length;
    if (this.#decoder !== undefined) {
      return this.#decoder.decode(bytes, { stream: true });
    }
    const first = Buffer.concat([this.#first, bytes]);
    if (first.length < 2) {
      this.#first = first;
      return "";
    }
    this.#decoder = new TextDecoder(encodingOf(first));
    return this.#decoder.decode(first, { stream: true });
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) {
    return "utf-16le";
  }
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
