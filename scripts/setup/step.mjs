/** Says what is being done, and when it took long, how long. */
export async function step(title, work) {
  console.log(`• ${title}`);
  const start = Date.now();
  const result = await work();
  const seconds = Math.round((Date.now() - start) / 1000);
  if (seconds >= 2) console.log(`  done in ${seconds} s`);
  return result;
}
