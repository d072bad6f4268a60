import * as vscode from "vscode";
import { CONTEXT_KEYS } from "../../manifest/contextKeys";
import { MCP_PROVIDER } from "../../manifest/agentNames";
import { SETTINGS } from "../../manifest/settings";
import { headersOf } from "../mcp/clientConfigurations";
import type { McpPlace } from "../mcp/clientConfigurations";

const NAME = "ML Artifacts";

type Make = new (label: string, uri: vscode.Uri, headers: Readonly<Record<string, string>>, version: string) => object;

interface EditorServersOptions {
  /** Undefined while no server of this window runs. */
  readonly place: () => McpPlace | undefined;
  readonly version: string;
  /** Cursor's part of the API; undefined in other editors. */
  readonly cursor?: unknown;
}

/**
 * Offers the running server to the editor's own agents, in editors that know how: Cursor, whose agents see no tools of extensions, and
 * VS Code since 1.101 where the user wants the server in the place of the tools. Its chat would have both.
 */
export class EditorServers {
  readonly #options: EditorServersOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #provider: vscode.Disposable | undefined;
  #atCursor = "";

  constructor(options: EditorServersOptions) {
    this.#options = options;
    const register = method(vscode.lm, "registerMcpServerDefinitionProvider");
    const provider = {
      onDidChangeMcpServerDefinitions: this.#changed.event,
      provideMcpServerDefinitions: () => this.#definition(() => ({})),
      // The editor keeps what it is offered: the token is for the moment in which it connects.
      resolveMcpServerDefinition: () => this.#definition(headersOf)[0],
    };
    // Cursor is told in its own way.
    const isWanted = this.#cursorServers === undefined;
    this.#provider =
      register === undefined || !isWanted ? undefined : (register(MCP_PROVIDER, provider) as vscode.Disposable);
  }

  /** The server was started, ended, or has another token, or the user wants it offered or not. */
  refresh(): void {
    this.#changed.fire();
    this.#tellCursor(this.#options.place());
    const isOffered = this.#definition(() => ({})).length > 0;
    void vscode.commands.executeCommand("setContext", CONTEXT_KEYS.isServerOffered, isOffered);
  }

  dispose(): void {
    this.#tellCursor(undefined);
    void vscode.commands.executeCommand("setContext", CONTEXT_KEYS.isServerOffered, false);
    this.#provider?.dispose();
    this.#changed.dispose();
  }

  get #cursorServers(): object | undefined {
    const { cursor } = this.#options;
    const mcp: unknown = isObject(cursor) ? Reflect.get(cursor, "mcp") : undefined;
    return isObject(mcp) ? mcp : undefined;
  }

  #definition(headers: (token: string) => Readonly<Record<string, string>>): readonly object[] {
    const place = this.#provider !== undefined && isServerChosen() ? this.#options.place() : undefined;
    const { McpHttpServerDefinition: Definition } = vscode as { readonly McpHttpServerDefinition?: Make };
    return place === undefined || Definition === undefined
      ? []
      : [new Definition(NAME, vscode.Uri.parse(place.url), headers(place.token), this.#options.version)];
  }

  #tellCursor(place: McpPlace | undefined): void {
    const mcp = this.#cursorServers;
    const shown = place === undefined ? "" : JSON.stringify(place);
    if (mcp !== undefined && shown !== this.#atCursor) {
      this.#change(mcp, place);
      this.#atCursor = shown;
    }
  }

  #change(mcp: object, place: McpPlace | undefined): void {
    if (this.#atCursor !== "") {
      method(mcp, "unregisterServer")?.(NAME);
    }
    if (place !== undefined) {
      method(mcp, "registerServer")?.({ name: NAME, server: { url: place.url, headers: headersOf(place.token) } });
    }
  }
}

function isServerChosen(): boolean {
  return vscode.workspace.getConfiguration().get<unknown>(SETTINGS.agentEditorAccess) === "server";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A function that newer editors, or others, have. */
function method(owner: object, name: string): ((...args: readonly unknown[]) => unknown) | undefined {
  const found: unknown = Reflect.get(owner, name);
  return typeof found === "function" ? (...args) => Reflect.apply(found, owner, args) as unknown : undefined;
}
