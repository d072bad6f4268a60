import { MODEL_LAB } from "./modelLab/modelLabSystem";
import { REGISTRY } from "./registry/registrySystem";
import type { SystemDefinition } from "./contract/system";
import { TRUE_FOUNDRY } from "./trueFoundry/trueFoundrySystem";

/** Every system that the product knows, in the order of their views. */
export const SYSTEMS: readonly SystemDefinition[] = [MODEL_LAB, TRUE_FOUNDRY, REGISTRY];
