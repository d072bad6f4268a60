import type { SampleRequest, SampleResponse } from "../server/exchange";

/** The refusal, when the token is not the one that the server was given. */
export function refuseToken({ headers }: SampleRequest, token: string): SampleResponse | undefined {
  const sent = /^bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (sent === token) {
    return undefined;
  }
  if (sent === undefined) {
    return plainProblem(401, "Unauthorized: no bearer token in the Authorization header");
  }
  if (sent.startsWith("no-access-")) {
    return plainProblem(403, "The token's owner has access to no ML repo");
  }
  return plainProblem(401, sent.startsWith("expired-") ? "Token has expired" : "Unauthorized: invalid token");
}

export function plainProblem(status: number, message: string): SampleResponse {
  return { status, json: { statusCode: status, message } };
}
