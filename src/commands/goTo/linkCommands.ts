import type { Disposable, Uri } from "vscode";
import { env } from "vscode";
import { COMMANDS, OPEN_MENTION } from "../../manifest/commands";
import type { Doors } from "../../host/doors";
import { withCancellableProgress } from "../../host/messages/cancellableProgress";
import type { KeyPlace } from "../../host/messages/failureWays";
import type { KeyStore } from "../../host/keys/keyStore";
import type { Messages } from "../../host/messages/messages";
import { SAMPLE_SITE } from "../../host/site/siteSetting";
import type { SourcePool } from "../../host/site/sourcePool";
import { ApiError } from "../../http/apiError";
import type { AppLink } from "../../links/appLink";
import { appLinkText, parseAppLink } from "../../links/appLink";
import { cutEnd } from "../../text/cutText";
import type { Row } from "../../tree/model/row";
import { withAbility } from "../../tree/model/row";
import type { RegisterCommand } from "../shared/commandRegistry";
import { copyLines } from "../rows/copyCommands";
import { plainLabel } from "../../text/plainText";
import { fileAddressOf, revealAddress } from "./revealAddress";
import { targetRows } from "../shared/rowTargets";
import { revealSite } from "./revealSite";
import type { ConnectedSystem } from "../connect/connectedSystem";
import { siteOfRow } from "../shared/rowAddress";

const MAX_SHOWN = 80;

interface LinkCommandsOptions {
  readonly systems: readonly ConnectedSystem[];
  readonly keys: KeyStore;
  readonly pool: SourcePool;
  readonly messages: Messages;
  readonly doors: Pick<Doors, "uris">;
  readonly extensionId: string;
}

/** Links to rows: made, and opened from outside and from where an editor mentions something. */
export function registerLinkCommands(register: RegisterCommand, options: LinkCommandsOptions): Disposable[] {
  return [
    register(COMMANDS.copyRunLink, "copy the link", (called) => copyLinks("Copy Link to Run", called, options)),
    register(COMMANDS.copyRowLink, "copy the link", (called) => copyLinks("Copy Link for VS Code", called, options)),
    register(OPEN_MENTION, "show it in the tree", async (mention) => {
      const connected = options.systems.find(({ system }) => system.id === mention?.systemId);
      if (connected !== undefined && mention !== undefined) {
        await show(connected, linkedAddress(mention.address));
      }
    }),
    options.doors.uris({ handleUri: (uri) => void openLink(uri, options) }),
  ];
}

async function copyLinks(title: string, called: readonly Row[], options: LinkCommandsOptions): Promise<void> {
  const { systems, pool, extensionId } = options;
  const accepts = withAbility("link");
  const views = systems.map(({ view }) => view);
  const rows = await targetRows(views, called, { accepts, title, none: "No loaded row can be linked to." });
  const links = rows.flatMap((row) => {
    const [site, address] = [siteOfRow(row, pool), row.source.addresses?.of(row.entry)];
    return site === undefined || address === undefined ? [] : [{ ...site, address }];
  });
  if (links.length > 0) {
    await copyLines(links.map((link) => appLinkText(`${env.uriScheme}://${extensionId}`, link)));
  }
}

/** A link may come from outside: it shows a row and nothing else, and only at places that were set up here. */
async function openLink(uri: Uri, options: LinkCommandsOptions): Promise<void> {
  const link = parseAppLink(uri);
  try {
    if (link === undefined) {
      throw new ApiError("badRequest", "it does not say what to show: it takes a site and an id");
    }
    await followLink(link, options);
  } catch (error) {
    const name = link === undefined ? "the link" : `the link to ${plainLabel(cutEnd(link.address, MAX_SHOWN))}`;
    await options.messages.showFailure(`open ${name}`, error, {}, link && placeOf(link, options));
  }
}

async function followLink(link: AppLink, options: LinkCommandsOptions): Promise<void> {
  const connected = systemOf(link, options.systems);
  if (connected === undefined) {
    throw new ApiError("badRequest", "no system here has such a site");
  }
  if (await revealSite(connected, link.site, options)) {
    await show(connected, linkedAddress(link.address));
  }
}

function placeOf(link: AppLink, { systems }: LinkCommandsOptions): KeyPlace | undefined {
  const connected = systemOf(link, systems);
  return connected && { systemId: connected.system.id, site: link.site };
}

/** The system that a link is for; undefined when there is none. */
export function systemOf(
  { systemId, site }: AppLink,
  systems: readonly ConnectedSystem[],
): ConnectedSystem | undefined {
  return systemId === undefined
    ? systems.find(({ system }) => site === SAMPLE_SITE || system.sites.some(({ id }) => id === site))
    : systems.find(({ system }) => system.id === systemId);
}

/** @throws ApiError for a file: its address names a site of its own, which the user was not asked about. */
export function linkedAddress(address: string): string {
  if (fileAddressOf(address) !== undefined) {
    throw new ApiError("badRequest", "it names a file; Go To takes its address");
  }
  return address;
}

async function show({ view }: ConnectedSystem, address: string): Promise<void> {
  const title = `Going to ${plainLabel(cutEnd(address, MAX_SHOWN))}`;
  await withCancellableProgress(title, (signal) => revealAddress(view, address, { signal }));
}
