/** Opens the sample data without a click. The setting is one of the machine. */
export const SAMPLE_SETTINGS = { "mlArtifacts.modelLab.site": "sample" };
