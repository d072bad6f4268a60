import { LARGE_DATASET } from "./largeDataset";
import { MAIN_DATASET } from "./mainDataset";
import { OTHER_DATASET } from "./otherDataset";

/** By the organization that they belong to. */
export const DATASETS = { main: MAIN_DATASET, other: OTHER_DATASET, large: LARGE_DATASET } as const;
export type DatasetName = keyof typeof DATASETS;
