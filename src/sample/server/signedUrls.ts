import { createHmac, randomBytes } from "node:crypto";

interface SignedUrlOptions {
  readonly now: () => number;
  /** How long an address is good for. */
  readonly seconds: number;
  /** Asked for with each address, since it is known only once that server listens. */
  readonly origin: () => string;
}

export type SignatureVerdict = "valid" | "missing" | "wrong" | "expired";

/** Addresses of another host that need no keys, since they carry a signature, and are good for a while only. */
export class SignedUrls {
  readonly #secret = randomBytes(32);
  readonly #options: SignedUrlOptions;

  constructor(options: SignedUrlOptions) {
    this.#options = options;
  }

  /** @param path the bucket and the key, with slashes between, not encoded. */
  urlOf(path: string): string {
    const { now, seconds, origin } = this.#options;
    const expires = String(Math.ceil(now() / 1000 + seconds));
    const query = new URLSearchParams({ Expires: expires, Signature: this.#sign(path, expires) });
    return `${origin()}/${path.split("/").map(encodeURIComponent).join("/")}?${query.toString()}`;
  }

  check(path: string, query: URLSearchParams): SignatureVerdict {
    const expires = query.get("Expires");
    const signature = query.get("Signature");
    if (expires === null || signature === null) {
      return "missing";
    }
    if (signature !== this.#sign(path, expires)) {
      return "wrong";
    }
    return this.#options.now() < Number(expires) * 1000 ? "valid" : "expired";
  }

  #sign(path: string, expires: string): string {
    return createHmac("sha256", this.#secret).update(`${path}\n${expires}`).digest("hex");
  }
}
