import type { TemplateResult } from "lit";
import { render } from "lit";
import type { PanelAddress } from "../../sources/contract/panelContent";
import { connectExtension } from "../extensionSide";
import { onDidScroll } from "./keptScroll";
import { focusSearchOnFind } from "./pieces";

/** Given to every part of a page. `Choices` are the user's own settings of it. */
export interface FrameView<Request, Shown, Choices> {
  readonly message: Shown;
  readonly choices: Choices;
  readonly post: (request: Request) => void;
  readonly choose: (change: Partial<Choices>) => void;
}

interface FrameOptions<Request, Message, Shown, Choices> {
  /** The choices in what was kept, or those to begin with. */
  readonly choicesIn: (kept: unknown) => Choices;
  /** Adds a message to what is shown; undefined as long as there is nothing. */
  readonly take: (shown: Shown | undefined, message: Message) => Shown | undefined;
  readonly body: (view: FrameView<Request, Shown, Choices>) => TemplateResult;
  /** Addresses of the page's entries, by which it is restored after the window reloads. */
  readonly addressesOf: (shown: Shown) => readonly PanelAddress[];
  /** True when there is enough on the page to scroll to where the user was. */
  readonly isFull: (shown: Shown, choices: Choices) => boolean;
  /** Said to the extension once the page listens. */
  readonly ready: (choices: Choices) => readonly Request[];
}

/** Draws a page as the extension tells it, and keeps the user's choices on it. Returns a function that draws it again. */
export function openFrame<Request, Message, Shown, Choices extends { readonly top: number }>(
  options: FrameOptions<Request, Message, Shown, Choices>,
): () => void {
  const extension = connectExtension<Request, Message>();
  let choices = options.choicesIn(extension.kept);
  let message: Shown | undefined;
  let isScrolled = false;
  const drawSoon = once(() => draw());
  const draw = (): void => {
    if (message === undefined) {
      return;
    }
    render(options.body({ message, choices, post: (request) => extension.post(request), choose }), document.body);
    if (!isScrolled && options.isFull(message, choices)) {
      isScrolled = true;
      window.scrollTo(0, choices.top);
    }
  };
  const take = (change: Partial<Choices>): void => {
    choices = { ...choices, ...change };
    if (message !== undefined) {
      extension.keep({ addresses: options.addressesOf(message), choices });
    }
  };
  const choose = (change: Partial<Choices>): void => {
    take(change);
    draw();
  };
  extension.listen((told) => {
    message = options.take(message, told);
    take({});
    drawSoon();
  });
  onDidScroll((top) => take({ ...choices, top }));
  focusSearchOnFind();
  options.ready(choices).forEach((request) => extension.post(request));
  return draw;
}

/** Does once what is asked for several times at once, as messages come one after the other. */
function once(act: () => void): () => void {
  let isDue = false;
  return () => {
    if (!isDue) {
      isDue = true;
      setTimeout(() => {
        isDue = false;
        act();
      });
    }
  };
}
