import type { StreamAnswer } from "../../http/httpRequest";
import type { Checksum, ChecksumAlgorithm } from "../contract/sourceFiles";
import { isEncoded } from "./contentShape";

type Headers = Readonly<Record<string, string>>;

/** Bytes of each, the strongest first. */
const LENGTHS: Readonly<Record<ChecksumAlgorithm, number>> = {
  sha512: 64,
  sha256: 32,
  sha1: 20,
  md5: 16,
  crc64nvme: 8,
  crc32c: 4,
  crc32: 4,
};
/** As Digest and Repr-Digest, `x-amz-checksum-*` and `x-goog-hash` spell them. */
const SPELLINGS: Readonly<Record<string, ChecksumAlgorithm>> = {
  "sha-512": "sha512",
  "sha-256": "sha256",
  sha256: "sha256",
  sha: "sha1",
  sha1: "sha1",
  md5: "md5",
  crc64nvme: "crc64nvme",
  crc32c: "crc32c",
  crc32: "crc32",
};
const OF_FILE = ["repr-digest", "digest", "x-goog-hash"];
const STORE_SUM = "x-amz-checksum-";
const SUMS = new Set([...OF_FILE, "content-md5"]);
/** Stores whose ETag of an object that came in one piece is its MD5, by headers that they alone send. */
const OF_STORES = /^x-(amz|goog)-/;

/** The strongest checksum of the whole file that an answer gives, be the answer a part of it. */
export function checksumOf({ status, headers }: StreamAnswer): Checksum | undefined {
  if (isEncoded(headers)) {
    return undefined;
  }
  if (!holdsSum(headers)) {
    return etagSum(headers);
  }
  const given = [...representationSums(headers), ...(status === 206 ? [] : bodySums(headers))];
  const order = Object.keys(LENGTHS);
  given.sort((a, b) => order.indexOf(a.algorithm) - order.indexOf(b.algorithm));
  return given[0] ?? etagSum(headers);
}

/** Most answers give none but an ETag. */
function holdsSum(headers: Headers): boolean {
  for (const name in headers) {
    if (name.startsWith(STORE_SUM) || SUMS.has(name)) {
      return true;
    }
  }
  return false;
}

/** Of the whole file, whichever part of it is in the answer. */
function representationSums(headers: Headers): readonly Checksum[] {
  const given = OF_FILE.filter((name) => headers[name] !== undefined);
  return given.flatMap((name) =>
    (headers[name]?.split(",") ?? []).flatMap((pair) => {
      const [, spelling = "", text = ""] = /^\s*([\w-]+)=(.*?)\s*$/.exec(pair) ?? [];
      return sumOf(spelling, text);
    }),
  );
}

/** Of the answer's own bytes; those of an object that was put together from parts are of its parts' checksums. */
function bodySums(headers: Headers): readonly Checksum[] {
  const isComposite = headers["x-amz-checksum-type"]?.toUpperCase() === "COMPOSITE";
  const ofStore = Object.keys(headers).flatMap((name) =>
    name.startsWith(STORE_SUM) && !isComposite ? sumOf(name.slice(STORE_SUM.length), headers[name] ?? "") : [],
  );
  return [...sumOf("md5", headers["content-md5"] ?? ""), ...ofStore];
}

/** None of what is no Base64 of the right length, as `<Base64>-<number of parts>`. */
function sumOf(spelling: string, text: string): readonly Checksum[] {
  const algorithm = SPELLINGS[spelling.toLowerCase()];
  const base64 = /^:?([A-Za-z0-9+/]+={0,2}):?$/.exec(text)?.[1];
  if (algorithm === undefined || base64 === undefined) {
    return [];
  }
  const bytes = Buffer.from(base64, "base64");
  return bytes.length === LENGTHS[algorithm] ? [{ algorithm, hex: bytes.toString("hex"), isCertain: true }] : [];
}

/**
 * An ETag that may be an MD5. It is one for sure where a store sends it that does so, unless the object is encrypted with a key
 * of its own; elsewhere 32 digits may be a mark of anything, as of a file's time and size.
 */
function etagSum(headers: Headers): Checksum | undefined {
  const [, hex] = /^"([\da-f]{32})"$/i.exec(headers["etag"]?.trim() ?? "") ?? [];
  const encryption = headers["x-amz-server-side-encryption"] ?? "";
  const isOther =
    encryption.startsWith("aws:kms") || headers["x-amz-server-side-encryption-customer-algorithm"] !== undefined;
  if (hex === undefined || isOther) {
    return undefined;
  }
  const isCertain = Object.keys(headers).some((name) => OF_STORES.test(name));
  return { algorithm: "md5", hex: hex.toLowerCase(), isCertain };
}
