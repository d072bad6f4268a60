import type { SampleServer } from "../../../src/sample/sampleServer";
import type { SampleRequest } from "../../../src/sample/server/exchange";
import type { Fault } from "../../../src/sample/server/faults";
import { withResolvers } from "../../support/withResolvers";

/** Holds up the answers to some requests, or what takes their place, until the function that it returns is called. */
export function holdAnswers(
  server: SampleServer,
  isHeld: (request: SampleRequest) => boolean,
  answer: Fault = {},
): () => void {
  const { promise, resolve } = withResolvers<undefined>();
  const stop = server.respondWith((request) => (isHeld(request) ? { ...answer, until: promise } : undefined));
  return () => {
    stop();
    resolve(undefined);
  };
}
