/** Opens the sample data of all systems without a click. The settings are those of the machine. */
export const SAMPLE_SETTINGS = {
  "mlArtifacts.modelLab.site": "sample",
  "mlArtifacts.trueFoundry.baseURL": "sample",
  "mlArtifacts.registry.baseURL": "sample",
};
