import type { SampleServer } from "../../../src/sample/sampleServer";
import { startSampleServer } from "../../../src/sample/sampleServer";
import type { VsCodeWindow } from "./vscodeWindow";
import { useWindow } from "./windowSuite";

/** A window whose registry and TrueFoundry views look at a server of this test. */
export function useVendorWindow(): { readonly window: () => VsCodeWindow; readonly server: () => SampleServer } {
  let server: SampleServer | undefined;
  const window = useWindow(async () => {
    server = await startSampleServer();
    const { registry, trueFoundry } = server.systems;
    return {
      userSettings: { "workbench.colorTheme": "Default Dark Modern" },
      machineSettings: {
        "mlArtifacts.registry.baseURL": registry.baseUrl,
        "mlArtifacts.trueFoundry.baseURL": trueFoundry.baseUrl,
      },
    };
  });
  after("stop the server", () => server?.close());
  return { window, server: () => server! };
}

/** Sets the token as a person does: by typing it. */
export async function signInToTrueFoundry(window: VsCodeWindow, server: SampleServer): Promise<void> {
  await window.view("TrueFoundry").clickWelcome("Set Keys");
  await window.quickInput.waitFor(/token/);
  await window.quickInput.paste(server.systems.trueFoundry.keys["token"]!);
}

/** Collects what pages tried that their policy forbids. */
export function policyViolations(window: VsCodeWindow): readonly string[] {
  const violations: string[] = [];
  window.page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  return violations;
}
