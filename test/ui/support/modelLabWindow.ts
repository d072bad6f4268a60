import type { SampleServer, SampleServerOptions } from "../../../src/sample/sampleServer";
import { startSampleServer } from "../../../src/sample/sampleServer";
import type { WindowOptions } from "./vscodeWindow";
import type { VsCodeWindow } from "./vscodeWindow";
import { useWindow } from "./windowSuite";

/**
 * The sample data, whose runs stand still: while VS Code draws rows again that have changed, it hands a menu's command no row,
 * which only a person tries again.
 */
export const SAMPLE: WindowOptions = {
  machineSettings: { "mlArtifacts.modelLab.site": "sample", "mlArtifacts.live.enabled": false },
};

/** A window whose Model Lab view looks at a server of this test: its requests can be counted, its answers changed. */
export function useWindowOnServer(options: SampleServerOptions = {}): {
  readonly window: () => VsCodeWindow;
  readonly server: () => SampleServer;
} {
  let server: SampleServer | undefined;
  const window = useWindow(async () => {
    server = await startSampleServer(options);
    const { machineSettings } = customSite(server.origin);
    // Who counts requests counts those of what was done; `live.test.ts` has its own window.
    return { machineSettings: { ...machineSettings, "mlArtifacts.live.enabled": false } };
  });
  after("stop the server", () => server?.close());
  return { window, server: () => server! };
}

/** Settings that show the service at an address. */
export function customSite(url: string): WindowOptions {
  return {
    machineSettings: { "mlArtifacts.modelLab.site": "custom", "mlArtifacts.modelLab.customURL": url },
  };
}

/** Sets the keys as a person does, who copied them from the service's page. */
export async function typeKeys(window: VsCodeWindow, keys: { apiKey: string; appKey: string }): Promise<void> {
  await window.quickInput.waitFor(/API key/);
  await window.quickInput.paste(keys.apiKey);
  await window.quickInput.waitFor(/application key/);
  await window.quickInput.paste(keys.appKey);
}

/** Opens the view of a fresh window and signs in. */
export async function signIn(window: VsCodeWindow, server: SampleServer): Promise<void> {
  await window.openContainer();
  await window.widenSidebar(480);
  await window.view().clickWelcome("Set Keys");
  // The first row comes to stand below the mouse, and its tooltip would cover the others.
  await window.moveMouseAway();
  await typeKeys(window, server.keys);
  await window.view().row("qwen36-27b-qlora-fsdp");
}

/** What was asked, in short: "GET /runs?filter[parent_run_id]=null". */
export function asked(server: SampleServer): string[] {
  return server.requests.map(({ method, path }) => `${method} ${path.replace("/api/v2/model-lab-api", "")}`);
}
