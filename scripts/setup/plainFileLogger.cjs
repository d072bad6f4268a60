/** Stands in for @vscode/spdlog inside the installed VS Code server: same calls, plain JavaScript, no rotation. */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  #file;
  #level = LEVELS.indexOf("info");
  #isPlain = false;

  constructor(file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
  }

  write(level, message) {
    if (level < this.#level) return;
    const prefix = `${new Date().toISOString().replace("T", " ").slice(0, -1)} [${LEVELS[level]}] `;
    appendFileSync(this.#file, this.#isPlain ? message : `${prefix}${message}\n`);
  }

  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#isPlain = true;
  }

  getLevel() {
    return this.#level;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

LEVELS.forEach((name, level) => {
  Logger.prototype[name] = function log(message) {
    this.write(level, message);
  };
});

const create = (_name, file) => Promise.resolve(new Logger(file));

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
