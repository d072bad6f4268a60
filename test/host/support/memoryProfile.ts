import { MemoryMemento, MemorySecrets } from "./memoryStorage";
import { TemporaryFolder } from "./temporaryFolder";

/** All that VS Code keeps for the extension: what it remembers, in any window and in one workspace, its secrets, and its own folder. */
export class MemoryProfile {
  readonly memory = new MemoryMemento();
  readonly workspaceMemory = new MemoryMemento();
  readonly secrets = new MemorySecrets();
  readonly folder = new TemporaryFolder();
}
