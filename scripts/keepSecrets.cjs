/**
 * Preloaded into the VS Code server, which has no answer to POST /mint-key. The window asks that for its half of the key
 * with which it encrypts extensions' secrets in the browser's storage; without one, secrets are gone at the next reload.
 */
const { randomBytes } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { Server } = require("node:http");

const KEY_BYTES = 32;
const file = process.env.SECRET_KEY_FILE;
delete process.env.SECRET_KEY_FILE;

if (file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600 });
  const key = readFileSync(file);
  const emit = Server.prototype.emit;
  Server.prototype.emit = function emitUnlessForKey(event, request, response, ...rest) {
    const isForKey = event === "request" && request.method === "POST" && request.url === "/mint-key";
    if (!isForKey) return emit.call(this, event, request, response, ...rest);
    response.end(key);
    return true;
  };
}
