import { ApiError } from "../http/apiError";
import type { ApiErrorKind } from "../http/apiError";
import type { ArtifactSource } from "../sources/contract/source";
import type { SourcePool } from "../host/site/sourcePool";
import type { SiteRef } from "../sources/contract/siteRef";

/** `SourcePool` gives these for a site that can't be asked from here; it may be set up again, or in another window. */
const UNASKED: readonly ApiErrorKind[] = ["auth", "badRequest", "notFound"];

/** The source of a site; undefined where nothing can be asked from here, which is no failure to tell of. */
export async function askableSource(
  pool: Pick<SourcePool, "sourceOf">,
  site: SiteRef,
): Promise<ArtifactSource | undefined> {
  try {
    return await pool.sourceOf(site);
  } catch (error) {
    if (!(error instanceof ApiError) || !UNASKED.includes(error.kind)) {
      throw error;
    }
    return undefined;
  }
}
