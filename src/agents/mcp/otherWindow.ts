import { headersOf } from "./clientConfigurations";

const LIMIT_MS = 2_000;

/** The name of the window that has a port; undefined when it is another program's, or the token is another user's. */
export async function windowAt(port: number, token: string): Promise<string | undefined> {
  const answer = await ask(port, token, "GET", "window");
  return typeof answer === "object" && answer !== null && "window" in answer && typeof answer.window === "string"
    ? answer.window
    : undefined;
}

/** Asks the window that has a port to give it up. */
export async function releasePort(port: number, token: string): Promise<void> {
  await ask(port, token, "POST", "release");
}

async function ask(port: number, token: string, method: string, path: string): Promise<unknown> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, {
      method,
      headers: headersOf(token),
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    // Nothing of ours is there.
    return undefined;
  }
}
