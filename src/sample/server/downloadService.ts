import { textBytes, type ByteSource } from "../bytes/byteSource";
import type { SampleRequest, SampleResponse, SampleService } from "./exchange";
import type { SignatureVerdict, SignedUrls } from "./signedUrls";

/** A bucket's file by its key, not encoded; undefined when there is none. */
export type Bucket = (key: string) => ByteSource | undefined;

/** An object store that serves what signed addresses name, in the manner of S3: no keys, and XML for errors. */
export function createDownloadService(
  signedUrls: SignedUrls,
  buckets: Readonly<Record<string, Bucket>>,
): SampleService {
  return {
    name: "downloads",
    serves: () => true,
    answer(request) {
      if (request.headers.authorization !== undefined) {
        return xmlProblem(400, "InvalidArgument", "Only one auth mechanism allowed.");
      }
      const path = decodedPath(request);
      const verdict = request.method === "GET" ? signedUrls.check(path, request.query) : "wrong";
      return verdict === "valid" ? file(path, buckets) : refusal(verdict);
    },
  };
}

function decodedPath({ path }: SampleRequest): string {
  try {
    return path.slice(1).split("/").map(decodeURIComponent).join("/");
  } catch {
    return "";
  }
}

function file(path: string, buckets: Readonly<Record<string, Bucket>>): SampleResponse {
  const slash = path.indexOf("/");
  const bytes = buckets[path.slice(0, slash)]?.(path.slice(slash + 1));
  return bytes === undefined
    ? xmlProblem(404, "NoSuchKey", "The specified key does not exist.")
    : { status: 200, bytes };
}

function refusal(verdict: Exclude<SignatureVerdict, "valid">): SampleResponse {
  switch (verdict) {
    case "missing":
      return xmlProblem(403, "AccessDenied", "Access Denied");
    case "wrong":
      return xmlProblem(
        403,
        "SignatureDoesNotMatch",
        "The request signature does not match the signature you provided.",
      );
    case "expired":
      return xmlProblem(403, "AccessDenied", "Request has expired");
  }
}

function xmlProblem(status: number, code: string, message: string): SampleResponse {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "Content-Type": "application/xml" }, bytes: textBytes(xml) };
}
