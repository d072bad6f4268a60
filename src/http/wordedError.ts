/** An error whose message is a reason for people, fit to stand after "Could not <verb> <thing>: ", and holds no secrets. */
export class WordedError extends Error {}
