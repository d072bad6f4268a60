import type { Messages } from "../../host/messages/messages";
import { isCancellation } from "../../host/messages/messages";
import { ApiError } from "../../http/apiError";
import type { EntryRow } from "../../tree/model/row";
import { systemIdOf } from "./rowAddress";

const MOST_NAMED = 3;

/** One message for all rows that something failed for: "Could not delete 2 of 5 (a, b): …". `results` are in the rows' order. */
export async function showFailures(
  verb: string,
  rows: readonly EntryRow[],
  results: readonly PromiseSettledResult<unknown>[],
  messages: Messages,
): Promise<void> {
  const failed = rows.flatMap((row, index) => {
    const result = results[index];
    return result?.status !== "rejected" || isCancellation(result.reason)
      ? []
      : [{ name: row.entry.name, systemId: systemIdOf(row), error: result.reason as unknown }];
  });
  const [first] = failed;
  if (first === undefined) {
    return;
  }
  if (rows.length === 1) {
    await messages.showFailure(`${verb} ${first.name}`, first.error, {}, first);
    return;
  }
  for (const { name, error } of failed) {
    messages.logFailure(`${verb} ${name}`, error);
  }
  const names = failed.slice(0, MOST_NAMED).map(({ name }) => name);
  const left = failed.length - names.length;
  const list = [...names, ...(left > 0 ? [`and ${left} more`] : [])].join(", ");
  await messages.showFailure(`${verb} ${failed.length} of ${rows.length} (${list})`, commonError(failed), {}, first);
}

/** The reason, or all of them where they differ. */
function commonError(failed: readonly { readonly error: unknown }[]): unknown {
  const errors = failed.flatMap(({ error }) => (error instanceof ApiError ? [error] : []));
  const [first] = errors;
  const reasons = [...new Set(errors.map(({ message }) => message))];
  return first === undefined || errors.length < failed.length || reasons.length < 2
    ? failed[0]?.error
    : new ApiError(first.kind, reasons.join("; "), { cause: first });
}
