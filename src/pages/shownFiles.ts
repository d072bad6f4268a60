import type { PageFiles } from "../web/entryPage/messages";

/** What a page shows of its files after another look at them: those that were listed once stay beside a failure. */
export function filesAfterLook(before: PageFiles, now: PageFiles): PageFiles {
  return before.kind === "listed" && now.kind === "failed" ? { ...before, failure: now.failure } : now;
}

/** What is left of them when a load failed that had ended the one before, which will not list them any more. */
export function filesAfterFailure(before: PageFiles): PageFiles {
  return before.kind === "loading" ? { kind: "none" } : before;
}
