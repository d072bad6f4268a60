import assert from "node:assert/strict";
import { addressUri } from "../../src/files/fileSystem/fileAddress";
import { ModelFileDocument } from "../../src/files/preview/modelFileDocument";
import { REGISTRY } from "../../src/sources/registry/registrySystem";
import { FaultServer } from "../support/faultServer";
import { waitUntil } from "../ui/support/waitUntil";
import { PooledSystems } from "./support/pooledSystems";
import { UserSettings } from "./support/userSettings";

const REGISTRY_URL = "mlArtifacts.registry.baseURL";

describe("A model file that is open", () => {
  const settings = new UserSettings();
  let server: FaultServer;
  let systems: PooledSystems;

  beforeEach(async () => {
    server = await FaultServer.start((reply) => reply.hang());
    await settings.set(REGISTRY_URL, `${server.url}/one`);
    systems = new PooledSystems([REGISTRY]);
    await systems.sessions[0]!.open();
    await systems.whenShown(`${server.url}/one`);
  });
  afterEach(async () => {
    systems.dispose();
    await settings.restore();
    await server.close();
  });

  const opened = () => {
    const place = ["artifact", "model", "7", "model.safetensors"];
    const uri = addressUri({ systemId: "registry", site: `${server.url}/one`, place });
    return systems.own(new ModelFileDocument(uri, systems.pool));
  };

  it("says so when another site is shown while it is read", async () => {
    const document = opened();
    const reading = document.read();
    await waitUntil(() => server.requests.length === 1, "the first request");
    await settings.set(REGISTRY_URL, `${server.url}/other`);
    await reading;
    const sentence = "Loading was stopped: the site or its keys changed.";
    assert.deepEqual(document.state.failure, { sentence, isKeyProblem: false });
    assert.equal(document.state.isReading, false);
  });

  it("is not read any more once its editors are closed", async () => {
    const document = opened();
    document.dispose();
    await document.read();
    assert.deepEqual([document.state.isReading, document.state.failure, server.requests], [false, undefined, []]);
  });
});
