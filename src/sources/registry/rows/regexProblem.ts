/** A group's opening, with its kind: `(?:`, `(?<name>`, `(?=`, `(?i)`. */
const GROUP = /^\((?:(?!\?)|\?(?:P?[<']\w+[>']|<?[=!]|[:>|]|P=\w+|[a-zA-Z^-]+:?(?![<\w])|#[^)]*))/;
const COUNT = /^\{(\d+)(?:,(\d*))?\}/;
/** With this flag, blanks and comments are no part of an expression. */
const VERBOSE = /\(\?[a-wyzA-Z]*x/;
/** Perl's engine has words where others have a group. */
const PERL_VERB = /\(\*[A-Z]/;
/** Up to its end, or that of the text, nothing has a meaning. */
const QUOTED = /^\\Q.*?(?:\\E|$)/s;

/**
 * The reason why no engine takes an expression, or undefined. A registry doesn't say which engine it has, so only what RE2, Java, Python,
 * JavaScript and PCRE all refuse is refused here; the rest is left to the service.
 */
export function regexProblem(text: string): string | undefined {
  return VERBOSE.test(text) || PERL_VERB.test(text) ? undefined : new RegexScan(text).problem();
}

/** Goes through an expression from left to right. */
class RegexScan {
  readonly #text: string;
  #at = 0;
  #open = 0;
  /** How what stands before can be repeated: at all, or again, by a `?` or `+` behind a count. */
  #before: "nothing" | "item" | "count" = "nothing";

  constructor(text: string) {
    this.#text = text;
  }

  problem(): string | undefined {
    while (this.#at < this.#text.length) {
      const problem = this.#step();
      if (problem !== undefined) {
        return problem;
      }
    }
    return this.#open > 0 ? "A ( is not closed" : undefined;
  }

  #step(): string | undefined {
    switch (this.#text[this.#at]) {
      case "\\":
        return this.#escape();
      case "[":
        return this.#set();
      case "(": {
        this.#group();
        return;
      }
      case ")":
        this.#open -= 1;
        this.#pass(1, "item");
        return this.#open < 0 ? "A ) closes nothing" : undefined;
      case "|":
        this.#pass(1, "nothing");
        return undefined;
      case "*":
      case "+":
      case "?":
        return this.#repeat();
      case "{":
        return this.#count();
      default:
        this.#pass(1, "item");
        return undefined;
    }
  }

  #escape(): string | undefined {
    if (this.#at + 1 === this.#text.length) {
      return "It ends with a \\ that escapes nothing";
    }
    const [quoted] = QUOTED.exec(this.#rest) ?? [];
    this.#pass(quoted?.length ?? 2, "item");
    return undefined;
  }

  /** Some engines take a `]` right behind the `[` for the end, others for a member: the first that may be the end is taken. */
  #set(): string | undefined {
    const [set] = /^\[\^?(?:\\.|[^\]\\])*\]/s.exec(this.#rest) ?? [];
    if (set === undefined) {
      return "A [ is not closed";
    }
    this.#pass(set.length, "item");
    return rangeProblem(set.slice(1, -1));
  }

  /** One of a kind that is not known here is not judged, but for its end. */
  #group(): undefined {
    const [opening = this.#rest.startsWith("(?") ? "(?" : "("] = GROUP.exec(this.#rest) ?? [];
    this.#open += 1;
    this.#pass(opening.length, opening === "(?" ? "item" : "nothing");
  }

  #repeat(): string | undefined {
    const mark = this.#text[this.#at] ?? "";
    const isRefused = this.#before === "nothing" || (this.#before === "count" && mark === "*");
    // Behind a count, `?` makes it lazy, and `+` possessive in some engines.
    this.#pass(1, this.#before === "item" ? "count" : "item");
    return isRefused ? `The ${mark} has nothing to repeat` : undefined;
  }

  /** A brace that counts nothing is a character like any other. */
  #count(): string | undefined {
    const [count, least, most] = COUNT.exec(this.#rest) ?? [];
    if (count === undefined) {
      this.#pass(1, "item");
      return undefined;
    }
    this.#pass(count.length, "count");
    return most !== undefined && most !== "" && Number(most) < Number(least)
      ? `In ${count}, the first number is the greater one`
      : undefined;
  }

  get #rest(): string {
    return this.#text.slice(this.#at);
  }

  #pass(length: number, before: "nothing" | "item" | "count"): void {
    this.#at += length;
    this.#before = before;
  }
}

/** Of what stands in a set; an escape is not judged. */
function rangeProblem(members: string): string | undefined {
  const ranges = members.replace(/^\^/, "").match(RANGE_OR_MARK) ?? [];
  const wrong = ranges.find((range) => range.length === 3 && range[1] === "-" && (range[0] ?? "") > (range[2] ?? ""));
  return wrong === undefined ? undefined : `In [${wrong}], the range is the wrong way around`;
}

/** A range of two plain characters, a character, or an escape. */
const RANGE_OR_MARK = /[^\\]-[^\\]|\\.|[^\\]/gs;
