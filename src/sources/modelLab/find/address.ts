import { isWebAddress } from "../../shared/webAddress";
import { MODEL_LAB_PATH } from "../wire/operations";

/** A pasted text may name one of these. */
export type Address =
  | { readonly kind: "run" | "project"; readonly id: string }
  /** A bare number: a run's or a project's. */
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "link"; readonly url: string };

const BARE = /^#?(\d{1,15})$/;
const NAMED = /^(?:projects?\/\d{1,15}\/)?(run|project)s?[/ :](\d{1,15})$/i;
const OPERATION = /^\/(run|project)s\/(\d{1,15})(?:\/|$)/;
/** A run or an experiment in MLflow's web app, which is what the service's own links are. */
const MLFLOW = /^#\/(?:experiments\/[^/]+\/)?(?:runs|experiments)\/[^/]+/;

/** Undefined for a text that is no address of Model Lab. `baseUrl` is that of its API; `links` are those of loaded rows. */
export function parseAddress(
  text: string,
  baseUrl: string,
  isKnownLink: (url: string) => boolean,
): Address | undefined {
  const plain = text.trim();
  const bare = BARE.exec(plain)?.[1];
  if (bare !== undefined) {
    return { kind: "id", id: bare };
  }
  if (!isWebAddress(plain)) {
    return named(NAMED.exec(plain));
  }
  const url = new URL(plain);
  const operation = operationOf(url, baseUrl);
  if (operation !== undefined) {
    return operation;
  }
  return isKnownLink(plain) || MLFLOW.test(url.hash) ? { kind: "link", url: plain } : undefined;
}

export function addressWords(address: Address): string {
  switch (address.kind) {
    case "id":
      return `run or project ${address.id}`;
    case "run":
    case "project":
      return `${address.kind} ${address.id}`;
    case "link":
      return address.url;
  }
}

/** Recognizes the addresses that "Copy as curl" gives. */
function operationOf({ origin, pathname }: URL, baseUrl: string): Address | undefined {
  const base = new URL(baseUrl);
  const start = base.pathname.replace(/\/+$/, "") + MODEL_LAB_PATH;
  const isBelow = origin === base.origin && pathname.startsWith(start);
  return isBelow ? named(OPERATION.exec(pathname.slice(start.length))) : undefined;
}

function named(match: RegExpExecArray | null): Address | undefined {
  const [, kind, id] = match ?? [];
  return kind === undefined || id === undefined
    ? undefined
    : { kind: kind.toLowerCase() === "run" ? "run" : "project", id };
}
