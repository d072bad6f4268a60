import type { CancellationToken } from "vscode";
import { signalOf } from "../host/cancellation";
import { ApiError } from "../http/apiError";
import type { EntryDetails } from "../sources/source";
import type { EntryRow } from "./row";

/** A tooltip is no place for a failure: it shows what is known without the service then. */
export async function detailsOf({ source, entry }: EntryRow, token: CancellationToken): Promise<EntryDetails> {
  const calling = signalOf(token);
  try {
    return await source.details(entry, calling);
  } catch (error) {
    const reason = error instanceof ApiError ? `Could not ask for more: ${error.message}.` : "";
    return { description: reason, facts: [], tables: [] };
  } finally {
    calling.dispose();
  }
}
