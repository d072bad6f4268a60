import { parseBaseUrl } from "../../http/baseUrl";
import { withoutTrailing } from "../../text/cutText";
import { isKnownType } from "./rows/artifactTypes";
import type { ArtifactType } from "./wire/model";
import { LIST_PATH } from "./wire/operations";

interface ArtifactAddress {
  readonly type: ArtifactType;
  readonly id: string;
}

/**
 * Reads `model/12345`, or that artifact's URL at the registry with this base URL. Undefined for any other text, which
 * may be an address of another system.
 */
export function parseAddress(text: string, baseUrl: string): ArtifactAddress | undefined {
  const path = URL.canParse(text) ? pathBelow(new URL(text), baseUrl) : text;
  const [, type = "", id = ""] = /^([a-z]+)\/([A-Za-z0-9-]+)$/.exec(path.trim()) ?? [];
  return isKnownType(type) ? { type, id } : undefined;
}

/** `model/12345` of a URL; empty for one that is not of this registry. */
function pathBelow({ origin, pathname }: URL, baseUrl: string): string {
  const base = parseBaseUrl(baseUrl);
  const start = `${base.pathPrefix}${LIST_PATH}/`;
  const isBelow = origin === base.origin && pathname.startsWith(start);
  return isBelow ? withoutTrailing(pathname.slice(start.length), "/") : "";
}
