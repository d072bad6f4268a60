import type { Site } from "../contract/system";

/** A Datadog site. Keys are of one site: another one answers them with 403. */
interface ModelLabSite extends Site {
  readonly keyPages: { readonly apiKey: string; readonly appKey: string };
}

/** The first is where most accounts are. */
export const MODEL_LAB_SITES: readonly ModelLabSite[] = [
  site("datadoghq.com", "US1", "app.datadoghq.com"),
  site("us3.datadoghq.com", "US3", "us3.datadoghq.com"),
  site("us5.datadoghq.com", "US5", "us5.datadoghq.com"),
  site("datadoghq.eu", "EU1", "app.datadoghq.eu"),
  site("ap1.datadoghq.com", "AP1", "ap1.datadoghq.com"),
  site("ap2.datadoghq.com", "AP2", "ap2.datadoghq.com"),
  site("uk1.datadoghq.com", "UK1", "uk1.datadoghq.com"),
  site("ddog-gov.com", "US1-FED", "app.ddog-gov.com"),
  site("us2.ddog-gov.com", "US2-FED", "us2.ddog-gov.com"),
];

/** `id` is the ecosystem's DD_SITE too. */
function site(id: string, name: string, webHost: string): ModelLabSite {
  const settings = `https://${webHost}/organization-settings`;
  return {
    id,
    name,
    baseUrl: `https://api.${id}`,
    keyPages: { apiKey: `${settings}/api-keys`, appKey: `${settings}/application-keys` },
  };
}
