import type { QuickPickItem } from "vscode";
import { window } from "vscode";
import type { Messages } from "../../host/messages/messages";
import { isCancellation } from "../../host/messages/messages";
import { plainLabel } from "../../text/plainText";
import type { Sibling, SiblingListing } from "../../sources/contract/source";
import type { Unread } from "../../sources/contract/listPage";
import { joinUnread, unreadText } from "../../sources/shared/unread";
import { detailText } from "../../sources/shared/detailText";
import { themeIcon } from "../../tree/treeItem";
import type { CallOptions } from "../../sources/contract/entry";
import { defined } from "../../text/defined";

/** A pause in typing, after which the service is asked. */
const TYPING_MS = 250;

type Choice =
  | { readonly kind: "sibling"; readonly sibling: Sibling }
  | { readonly kind: "load"; readonly cursor: string | undefined }
  | { readonly kind: "nothing" };

interface ChoiceItem extends QuickPickItem {
  readonly choice: Choice;
}

interface SiblingQuestion {
  readonly title: string;
  /** Why one cannot be chosen, in words that stay in the list; undefined when it can. */
  readonly whyNot: (sibling: Sibling, options: CallOptions) => Promise<string | undefined>;
  readonly messages: Messages;
}

/** A list of siblings that loads a page at a time, has the service look for what is typed, and stays open for another choice. */
export class SiblingPicker {
  readonly #listing: SiblingListing;
  readonly #question: SiblingQuestion;
  readonly #box = window.createQuickPick<ChoiceItem>();
  #siblings: readonly Sibling[] = [];
  /** Of the pages that are loaded. */
  #unread: Unread | undefined;
  /** The text under way at the service, and the text that the siblings answer. */
  #asked: string | undefined;
  #answered = "";
  #next: string | undefined;
  /** The last failure, with the page that it would go on from. */
  #failure: { readonly sentence: string; readonly cursor: string | undefined } | undefined;
  readonly #refusals = new Map<string, string>();
  /** Ends the page or the check that is under way when the next one begins. */
  #work = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(listing: SiblingListing, question: SiblingQuestion) {
    this.#listing = listing;
    this.#question = question;
    this.#box.title = question.title;
    this.#box.placeholder = `Choose a ${listing.noun}, the newest first`;
    this.#box.matchOnDescription = true;
    this.#box.keepScrollPosition = true;
  }

  /** Undefined when the user leaves without a choice. */
  async pick(): Promise<Sibling | undefined> {
    return await new Promise((resolve) => {
      this.#box.onDidChangeValue(() => this.#onType());
      this.#box.onDidAccept(() => this.#accept(this.#box.activeItems[0]?.choice, resolve));
      this.#box.onDidHide(() => {
        clearTimeout(this.#timer);
        this.#work.abort();
        this.#box.dispose();
        resolve(undefined);
      });
      this.#box.show();
      this.#load(undefined);
    });
  }

  #onType(): void {
    if (this.#listing.isSearchable) {
      clearTimeout(this.#timer);
      this.#work.abort();
      this.#asked = undefined;
      this.#box.busy = true;
      this.#timer = setTimeout(() => this.#load(undefined), TYPING_MS);
    }
  }

  /**
   * While the box still lists siblings for an earlier text, Enter takes only one whose name is typed, and ends the search for
   * that text until the choice turns out not to be possible.
   */
  #accept(choice: Choice | undefined, resolve: (sibling: Sibling) => void): void {
    if (this.#text !== this.#answered && !isCalled(choice, this.#text)) {
      this.#loadAsked();
    } else if (choice?.kind === "load") {
      this.#load(choice.cursor);
    } else if (choice?.kind === "sibling") {
      const { sibling } = choice;
      clearTimeout(this.#timer);
      void this.#do(
        `look into ${sibling.name}`,
        (sentence) => this.#refuse(sibling, sentence),
        async (options) => {
          const reason = await this.#question.whyNot(sibling, options);
          if (options.signal.aborted) {
            return;
          }
          if (reason === undefined) {
            resolve(sibling);
            this.#box.hide();
          } else {
            this.#refuse(sibling, reason);
          }
        },
      );
    }
  }

  get #text(): string {
    return this.#listing.isSearchable ? this.#box.value.trim() : "";
  }

  /** Without the pause that typing gets, unless the service is being asked already. */
  #loadAsked(): void {
    clearTimeout(this.#timer);
    if (this.#text !== this.#asked) {
      this.#load(undefined);
    }
  }

  #refuse(sibling: Sibling, reason: string): void {
    this.#refusals.set(sibling.id, reason);
    this.#draw(({ choice }) => choice.kind === "sibling" && choice.sibling.id === sibling.id);
    if (this.#text !== this.#answered) {
      this.#load(undefined);
    }
  }

  #load(cursor: string | undefined): void {
    const text = this.#text;
    const fail = (sentence: string) => {
      this.#answered = text;
      this.#failure = { sentence, cursor };
      this.#siblings = cursor === undefined ? [] : this.#siblings;
      this.#unread = cursor === undefined ? undefined : this.#unread;
      this.#draw(({ choice }) => choice.kind === "load");
    };
    void this.#do(`list ${this.#listing.noun}s`, fail, async (options) => {
      const page = await this.#listing.load({ text, ...defined({ cursor }) }, options);
      if (!options.signal.aborted) {
        const [first] = page.items;
        this.#answered = text;
        this.#siblings = cursor === undefined ? page.items : [...this.#siblings, ...page.items];
        this.#unread = joinUnread(cursor === undefined ? undefined : this.#unread, page.unread);
        this.#next = page.next;
        this.#failure = undefined;
        this.#draw(({ choice }) => choice.kind === "sibling" && choice.sibling.id === first?.id);
      }
    });
    this.#asked = text;
  }

  async #do(
    action: string,
    fail: (sentence: string) => void,
    work: (options: CallOptions) => Promise<void>,
  ): Promise<void> {
    this.#work.abort();
    this.#asked = undefined;
    const controller = new AbortController();
    this.#work = controller;
    this.#box.busy = true;
    try {
      await work(controller);
    } catch (error) {
      if (!controller.signal.aborted && !isCancellation(error)) {
        fail(this.#question.messages.logFailure(action, error));
      }
    } finally {
      if (this.#work === controller && !controller.signal.aborted) {
        this.#asked = undefined;
        this.#box.busy = false;
      }
    }
  }

  #draw(isActive: (item: ChoiceItem) => boolean): void {
    const siblings = this.#siblings.map((sibling) => this.#itemOf(sibling));
    this.#box.items = [...siblings, ...this.#leftOut(), ...this.#ending()];
    const active = this.#box.items.filter(isActive);
    this.#box.activeItems = active.length > 0 ? active.slice(0, 1) : this.#box.items.slice(0, 1);
  }

  #itemOf(sibling: Sibling): ChoiceItem {
    const refusal = this.#refusals.get(sibling.id);
    return {
      label: plainLabel(sibling.name),
      iconPath: themeIcon(sibling.icon),
      description: plainLabel(detailText(sibling.detail, Date.now())),
      ...(refusal === undefined ? {} : { detail: `$(circle-slash) ${plainLabel(refusal)}` }),
      alwaysShow: this.#listing.isSearchable,
      choice: { kind: "sibling", sibling },
    };
  }

  #leftOut(): readonly ChoiceItem[] {
    if (this.#unread === undefined) {
      return [];
    }
    const label = `$(warning) ${plainLabel(unreadText(this.#unread, `${this.#listing.noun}s`))}`;
    return [{ label, alwaysShow: true, choice: { kind: "nothing" } }];
  }

  /** The last item: a failure, more siblings, or a note that there are none. */
  #ending(): readonly ChoiceItem[] {
    const { noun } = this.#listing;
    const text = this.#box.value.trim();
    if (this.#failure !== undefined) {
      const { sentence, cursor } = this.#failure;
      const choice = { kind: "load", cursor } as const;
      return [{ label: "$(error) Try Again", detail: plainLabel(sentence), alwaysShow: true, choice }];
    }
    if (this.#next !== undefined) {
      const choice = { kind: "load", cursor: this.#next } as const;
      return [{ label: "$(ellipsis) Load More", alwaysShow: true, choice }];
    }
    if (this.#siblings.length > 0 || this.#unread !== undefined) {
      return [];
    }
    const label = text === "" ? `There is no other ${noun}` : `No other ${noun} matches "${plainLabel(text)}"`;
    return [{ label, alwaysShow: true, choice: { kind: "nothing" } }];
  }
}

function isCalled(choice: Choice | undefined, text: string): boolean {
  return choice?.kind === "sibling" && choice.sibling.name.toLowerCase().includes(text.toLowerCase());
}
