import type { LanguageModelTool } from "vscode";
import { env, LanguageModelTextPart, LanguageModelToolResult, MarkdownString } from "vscode";
import { signalOf } from "../../host/cancellation";
import { plainMarkdown } from "../../text/plainText";
import type { AgentCore } from "../core/agentCore";
import { sayWhat } from "../core/sayWhat";
import type { Verb } from "../verbs/verbArguments";

/** A verb as a tool of VS Code's own chat and agents. */
export function agentTool(verb: Verb, core: AgentCore): LanguageModelTool<object> {
  return {
    // VS Code escapes a plain string once more.
    prepareInvocation: ({ input }) => ({ invocationMessage: new MarkdownString(plainMarkdown(sayWhat(verb, input))) }),
    invoke: async ({ input }, token) => {
      const canceling = signalOf(token);
      try {
        const { text } = await core.call(verb, input, { client: `${env.appName} chat`, signal: canceling.signal });
        return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
      } finally {
        canceling.dispose();
      }
    },
  };
}
