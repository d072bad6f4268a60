import { showInformation, showWarning } from "../host/messageBox";
import type { WatchNews } from "../host/watchNews";
import { newsText, shortName } from "../host/watchWords";
import { openLink } from "./openCommands";
import type { ShowRowOptions } from "./showRow";
import { showRow } from "./showRow";

const SHOW = "Show in Tree";
const OPEN = "Open in Browser";

/** Tells what became of a watched run, and leads to it. */
export async function tellNews(news: WatchNews, options: ShowRowOptions): Promise<void> {
  if (news.kind === "gone") {
    await showInformation(newsText(news));
    return;
  }
  const { state, watch } = news;
  const hasFailed = news.kind === "ended" && !state.isSuccess;
  const show = hasFailed ? showWarning : showInformation;
  const choices = state.link === undefined ? [SHOW] : [SHOW, OPEN];
  const choice = await show(newsText(news), ...choices);
  if (choice === SHOW) {
    await showRow({ ...watch, name: shortName(watch) }, options);
  } else if (choice === OPEN && state.link !== undefined) {
    await openLink(state.link, options.messages);
  }
}
