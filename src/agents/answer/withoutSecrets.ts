import { AsyncLocalStorage } from "node:async_hooks";
import { withoutSignatures } from "../../text/withoutSignatures";

type Redact = (text: string) => string;

const inUse = new AsyncLocalStorage<Redact>();

/** Does some work in which the keys in use are secrets, too. */
export function hidingKeys<T>(redact: Redact, work: () => T): T {
  return inUse.run(redact, work);
}

const HIDDEN = "•••";
/** Keys that are known by their looks: of clouds, of model hubs and APIs, of forges, tokens of sessions. */
const SHAPES =
  /\b(?:A(?:KIA|SIA)[A-Z\d]{16}|hf_[A-Za-z\d]{20,}|sk-[\w-]{20,}|gh[pousr]_[A-Za-z\d]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AIza[\w-]{35}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----END)[\s\S])*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g;
/** `api_key: …`, `"token": "…"`, `--password=…`, `DD_API_KEY=…`; a count of tokens is none. */
const NAMED =
  /((?:api[_-]?key|app(?:lication)?[_-]?key|secret(?:[_-]?key)?|access[_-]?key|(?:access|auth|api|bearer|refresh|session)[_-]?token|password|passwd)["']?\s*(?:[:=|]|\\t)\s*["']?)([^\s"'|,;{}[\]]{6,})/gi;

/** Parameters of addresses that let in all who have them. */
const SIGNATURE = /[?&](?:x-(?:amz|goog)-signature|sig|signature|token)=/i;

/**
 * Hides keys and signed addresses, wherever they stand in a text from outside. The text is as it came: what is cut, or has its hidden
 * characters written out, may no longer be known.
 */
export function withoutSecrets(text: string): string {
  return withoutKeys(withoutSignatures(text));
}

/** True for a text with a secret that would be known no more when the text is parted. */
export function holdsSecret(text: string): boolean {
  return withoutKeys(text) !== text || SIGNATURE.test(text);
}

function withoutKeys(text: string): string {
  return (inUse.getStore()?.(text) ?? text)
    .replace(PRIVATE_KEY, HIDDEN)
    .replace(SHAPES, HIDDEN)
    .replace(NAMED, (_, name: string) => `${name}${HIDDEN}`);
}
