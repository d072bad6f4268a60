import type { SeriesReader } from "../seriesReader";
import { CsvTableReader } from "./csvTable";
import { EventFileReader } from "./eventFile";
import { JsonLinesReader } from "./jsonLines";
import type { SeriesFormat } from "../seriesFile";
import { TrainerStateReader } from "./trainerState";

/** A reader that is at the file's first byte. */
export function openSeriesReader(format: SeriesFormat): SeriesReader {
  switch (format) {
    case "trainerState":
      return new TrainerStateReader();
    case "csv":
      return new CsvTableReader();
    case "jsonLines":
      return new JsonLinesReader();
    case "events":
      return new EventFileReader();
  }
}
