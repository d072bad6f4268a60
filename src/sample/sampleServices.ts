import { Catalogue } from "./catalogue/catalogue";
import { createModelLabService } from "./modelLab/modelLabService";
import { BUCKET as PACKAGE_BUCKET, packageBucket } from "./registry/packageBucket";
import type { Deployment } from "./registry/deployment";
import { createRegistryService } from "./registry/registryService";
import { organizationOf } from "./organization";
import { RepoStock } from "./repos/repoStock";
import { RunBook } from "./repos/runBook";
import type { SampleSecrets } from "./sampleSecrets";
import { createDownloadService } from "./server/downloadService";
import type { SampleService } from "./server/exchange";
import type { SignedUrls } from "./server/signedUrls";
import type { DatasetName } from "./team/datasets/datasets";
import { Team } from "./team/team";
import { BUCKET as VERSION_BUCKET } from "./trueFoundry/fileOperations";
import type { Plane } from "./trueFoundry/hub";
import { createTrueFoundryService } from "./trueFoundry/trueFoundryService";
import { versionBucket } from "./trueFoundry/versionBucket";

interface Surroundings {
  readonly now: () => number;
  readonly secrets: SampleSecrets;
  readonly signedUrls: SignedUrls;
  readonly plane: Plane;
  readonly deployment: Deployment;
}

interface SampleServices {
  readonly services: readonly SampleService[];
  /** Serves the files that signed addresses name. */
  readonly downloads: SampleService;
  /** Forgets what users changed. */
  readonly forget: () => void;
}

/** All APIs over one organization's data. The data's times count back from now. */
export function createSampleServices(
  dataset: DatasetName,
  { now, secrets, signedUrls, plane, deployment }: Surroundings,
): SampleServices {
  const organization = organizationOf(dataset, now());
  const team = new Team(organization);
  const stock = new RepoStock(organization);
  const runs = new RunBook(organization);
  const catalogue = new Catalogue();
  return {
    services: [
      createModelLabService({ team, now }, secrets.modelLab),
      createTrueFoundryService({ stock, runs, signedUrls, plane, now }, secrets.token),
      createRegistryService({ catalogue, signedUrls, deployment }, secrets.registryToken),
    ],
    downloads: createDownloadService(signedUrls, {
      [VERSION_BUCKET]: versionBucket(stock),
      [PACKAGE_BUCKET]: packageBucket(catalogue),
    }),
    forget: () => [team, stock, runs, catalogue].forEach((data) => data.reset()),
  };
}
