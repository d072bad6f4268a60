import { pastedJson, pastedName, pastedUrl } from "./pasted";
import type { Shell } from "./shell";
import { shellQuote, withVariable } from "./shell";

export interface CurlRequest {
  /** Each with the variable of the environment that holds its key: `DD-API-KEY: ` and DD_API_KEY. */
  readonly keys: readonly { readonly header: string; readonly variable: string }[];
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The name of the file that the answer is written to, as the service gives it. */
  readonly fileName?: string;
  readonly url: string;
}

/** A request as a line for curl that the shell takes as it is, whatever the names in it are. It holds no key. */
export function curlCommand({ keys, body, fileName, url }: CurlRequest, shell: Shell): string {
  const json = body === undefined ? undefined : pastedJson(body);
  // PowerShell drops quotes from arguments before 7.3.
  const isPiped = json !== undefined && shell.kind === "powershell";
  const parts = [
    ...(isPiped ? [`${shellQuote(json, shell)} |`] : []),
    curlStart(shell),
    ...keys.map(({ header, variable }) => `--header ${withVariable(header, variable, shell)}`),
    ...(json === undefined ? [] : ['--header "Content-Type: application/json"']),
    ...(json === undefined ? [] : [`--data ${shellQuote(isPiped ? "@-" : json, shell)}`]),
    ...(fileName === undefined ? [] : [outputTo(fileName, shell)]),
    shellQuote(pastedUrl(url), shell),
  ];
  return parts.join(" ");
}

/**
 * The request for a link, and the download of what it leads to, without a key. The link goes through curl's own
 * configuration: it stands in no list of processes, and means the same in every shell.
 */
export function curlFollowing(request: CurlRequest, linkPath: string, fileName: string, shell: Shell): string {
  const program = `$start + (${linkPath} // empty | tojson)`;
  return [
    curlCommand(request, shell),
    `jq --exit-status --raw-output --arg start ${shellQuote("url = ", shell)} ${shellQuote(program, shell)}`,
    `${curlStart(shell)} --globoff ${outputTo(fileName, shell)} --config -`,
  ].join(" | ");
}

function outputTo(fileName: string, shell: Shell): string {
  return `--output ${shellQuote(`./${pastedName(fileName)}`, shell)}`;
}

function curlStart({ kind, isWindows }: Shell): string {
  return `${kind === "powershell" && isWindows ? "curl.exe" : "curl"} --fail --silent --show-error`;
}
