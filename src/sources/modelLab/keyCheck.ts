import { ApiError, isKeyProblem } from "../../http/apiError";
import type { ModelLabClient } from "./wire/client";
import type { CallOptions } from "../contract/entry";

type KeyCheck =
  | { readonly kind: "ok" }
  | { readonly kind: "wrongApiKey" } // or the keys are of another site
  | { readonly kind: "wrongAppKey" }
  | { readonly kind: "unreachable"; readonly error: ApiError };

/** Asks the service which of the two keys is wrong, if any. Throws only when aborted. */
export async function checkKeys(client: ModelLabClient, options: CallOptions): Promise<KeyCheck> {
  const both = await outcomeOf(client.validateKeys(options));
  if (both.kind !== "refused") {
    return both;
  }
  const apiKey = await outcomeOf(client.validateApiKey(options));
  switch (apiKey.kind) {
    case "ok":
      return { kind: "wrongAppKey" };
    case "refused":
      return { kind: "wrongApiKey" };
    case "unreachable":
      return apiKey;
  }
}

type Outcome = Extract<KeyCheck, { kind: "ok" | "unreachable" }> | { readonly kind: "refused" };

async function outcomeOf(check: Promise<void>): Promise<Outcome> {
  try {
    await check;
    return { kind: "ok" };
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    return isKeyProblem(error) ? { kind: "refused" } : { kind: "unreachable", error };
  }
}
