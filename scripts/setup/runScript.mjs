/** Runs a script's main function; an error ends it with its message alone, and with a status that says so. */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
