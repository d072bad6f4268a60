/**
 * Mocha's "spec" reporter that also writes each result as a line of JSON to the file named by TEST_RECORD, so that nobody
 * has to read numbers out of text. Runs in plain Node and inside VS Code's extension host.
 */
const { appendFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_TEST_RETRY, EVENT_RUN_END } = Runner.constants;

module.exports = class RecordingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.TEST_RECORD;
    const record = (event) => (test) => {
      if (file) appendFileSync(file, `${JSON.stringify({ event, title: test?.fullTitle() })}\n`);
    };
    runner.on(EVENT_TEST_PASS, record("pass"));
    runner.on(EVENT_TEST_FAIL, record("fail"));
    runner.on(EVENT_TEST_PENDING, record("pending"));
    runner.on(EVENT_RUN_END, record("end"));
    // A test that needs a second try has something to tell, and is not to be overlooked.
    runner.on(EVENT_TEST_RETRY, (test, error) =>
      console.log(`    … tried again: ${test.title}\n${error?.stack ?? error}`),
    );
  }
};
