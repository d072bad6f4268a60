import type { Messages } from "../../host/messages/messages";

/** Runs an action whose end no caller awaits. Never rejects: a failure reaches the user as "Could not <action>: <reason>". */
export async function attempt(
  messages: Pick<Messages, "showFailure">,
  action: string,
  run: () => Promise<void> | void,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    await messages.showFailure(action, error);
  }
}
