import { formatCount } from "../../text/formatNumbers";
import { dateTime } from "../../text/looseValues";
import { MOST_NAMES, type SeriesReader, type SeriesReading } from "../seriesReader";
import { SeriesTable } from "../seriesTable";
import { RecordFrames } from "./recordFrames";
import { scalarOfTensor } from "./scalarTensor";
import { readFields } from "./wireFields";

/** Fields of Event (tensorboard/compat/proto/event.proto). */
const EVENT = { wallTime: 1, step: 2, summary: 5 } as const;
/** Fields of Summary and Summary.Value (tensorboard/compat/proto/summary.proto). */
const SUMMARY = { value: 1 } as const;
const VALUE = { tag: 1, simple: 2, tensor: 8, metadata: 9 } as const;
/** Both of SummaryMetadata and of its PluginData: `plugin_data` and `plugin_name`. */
const FIRST = 1;
const SCALARS = "scalars";
const LONGEST_TAG = 1_000;
const DECODER = new TextDecoder();
const NO_BYTES: Uint8Array = new Uint8Array(0);

/** TensorBoard's event files: the scalars among what they hold, older ones as `simple_value` and newer ones as tensors. */
export class EventFileReader implements SeriesReader {
  readonly #frames = new RecordFrames();
  readonly #table = new SeriesTable();
  /** Only the first value of a tag says which plugin it is for. */
  readonly #plugins = new Map<string, string>();
  #unreadable = 0;

  get position(): number {
    return this.#frames.position;
  }

  get isDone(): boolean {
    return this.#frames.brokenAt !== undefined || this.#table.isFull;
  }

  append(bytes: Uint8Array): void {
    for (const event of this.#frames.take(bytes)) {
      this.#unreadable += this.#takeEvent(event) ? 0 : 1;
    }
  }

  read({ isWhole }: { readonly isWhole: boolean }): SeriesReading {
    const { brokenAt, isWithin } = this.#frames;
    const broken = `its record at byte ${formatCount(brokenAt ?? 0)} is damaged, and what follows can't be found`;
    return {
      series: this.#table.series,
      problems: [
        ...this.#table.problems,
        ...this.#problemsOfRecords(),
        ...(brokenAt === undefined ? [] : [brokenAt === 0 ? "it is no event file of TensorBoard" : broken]),
        ...(isWhole && brokenAt === undefined && isWithin ? ["its last record is cut off"] : []),
      ],
    };
  }

  #problemsOfRecords(): readonly string[] {
    const bad = this.#frames.damaged + this.#unreadable;
    const count = formatCount(this.#frames.count);
    return bad === 0 ? [] : [`${formatCount(bad)} of its ${count} records ${bad === 1 ? "is" : "are"} damaged`];
  }

  #takeEvent(event: Uint8Array): boolean {
    let time = NaN;
    let step = 0;
    let summary = NO_BYTES;
    const isEvent = readFields(event, ({ number, integer, bytes = NO_BYTES }) => {
      if (number === EVENT.wallTime && bytes.length === 8) {
        time = dateTime(1_000 * viewOf(bytes).getFloat64(0, true));
      } else if (number === EVENT.step) {
        step = integer ?? 0;
      } else if (number === EVENT.summary) {
        summary = bytes;
      }
    });
    return isEvent && this.#takeSummary(summary, { step, time });
  }

  #takeSummary(summary: Uint8Array, place: { readonly step: number; readonly time: number }): boolean {
    let isReadable = true;
    const isSummary = readFields(summary, ({ number, bytes }) => {
      if (number !== SUMMARY.value || bytes === undefined) {
        return;
      }
      const value = valueOf(bytes);
      isReadable &&= value !== undefined;
      if (value?.scalar !== undefined && this.#isScalar(value)) {
        this.#table.add(value.tag, { ...place, value: value.scalar });
      }
    });
    return isSummary && isReadable;
  }

  #isScalar({ tag, plugin }: TaggedValue): boolean {
    if (plugin !== undefined && (this.#plugins.size < MOST_NAMES || this.#plugins.has(tag))) {
      this.#plugins.set(tag, plugin);
    }
    return (this.#plugins.get(tag) ?? SCALARS) === SCALARS;
  }
}

interface TaggedValue {
  readonly tag: string;
  readonly scalar: number | undefined;
  readonly plugin: string | undefined;
}

/** Undefined for what is no message, or one without a tag. */
function valueOf(message: Uint8Array): TaggedValue | undefined {
  let tag = "";
  let scalar: number | undefined;
  let plugin: string | undefined;
  const isValue = readFields(message, ({ number, bytes = NO_BYTES }) => {
    if (number === VALUE.tag) {
      tag = DECODER.decode(bytes.subarray(0, LONGEST_TAG));
    } else if (number === VALUE.simple && bytes.length === 4) {
      scalar = viewOf(bytes).getFloat32(0, true);
    } else if (number === VALUE.tensor) {
      scalar = scalarOfTensor(bytes);
    } else if (number === VALUE.metadata) {
      plugin = pluginOf(bytes);
    }
  });
  return isValue && tag !== "" ? { tag, scalar, plugin } : undefined;
}

/** Undefined where the metadata name none. */
function pluginOf(metadata: Uint8Array): string | undefined {
  const name = DECODER.decode(fieldOf(fieldOf(metadata, FIRST), FIRST));
  return name === "" ? undefined : name;
}

function fieldOf(message: Uint8Array, wanted: number): Uint8Array {
  let found = NO_BYTES;
  readFields(message, ({ number, bytes = NO_BYTES }) => {
    found = number === wanted ? bytes : found;
  });
  return found;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
