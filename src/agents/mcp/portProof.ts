import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Asks the server on a port to prove that it has the token, without telling it. */
export const PROOF_PATH = "/proof";

const NONCE = /^[\w-]{43}$/;

export function newNonce(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Proves that a server has the token: its answer to a nonce, for its own port, as another program could pass the question on.
 * Undefined for a text that is no nonce.
 */
export function proofOf(token: string, port: number, nonce: string): string | undefined {
  const isAskable = token !== "" && NONCE.test(nonce);
  return isAskable ? createHmac("sha256", token).update(`${port}:${nonce}`).digest("base64url") : undefined;
}

export function isProof(proof: unknown, ...question: Parameters<typeof proofOf>): boolean {
  const expected = proofOf(...question);
  if (expected === undefined || typeof proof !== "string" || proof.length !== expected.length) {
    return false;
  }
  const [one, other] = [Buffer.from(proof), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
