/** A function that does its work once, soon, however often it is called until then. */
export function onceATick(work: () => void): () => void {
  let isDue = false;
  return () => {
    if (!isDue) {
      isDue = true;
      setTimeout(() => {
        isDue = false;
        work();
      }, 0);
    }
  };
}
