import { randomBytes } from "node:crypto";
import type { SampleKeys } from "./modelLab/keyCheck";

export interface SecretOptions {
  /** Model Lab's; random ones when not given. */
  readonly keys?: SampleKeys;
  /** TrueFoundry's; a random one when not given. Others are wrong, or what their beginning says: `expired-`, `no-access-`. */
  readonly token?: string;
  /** The registry's; it wants none when not given. */
  readonly registryToken?: string;
}

export interface SampleSecrets {
  readonly modelLab: SampleKeys;
  readonly token: string;
  readonly registryToken: string | undefined;
}

export function sampleSecrets({ keys, token, registryToken }: SecretOptions): SampleSecrets {
  return {
    modelLab: keys ?? { apiKey: randomHex(16), appKey: randomHex(20) },
    token: token ?? `tfy-${randomHex(24)}`,
    registryToken,
  };
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
