const SETTLED_MS = 150;

/** Tells where the page is scrolled to, once it rests. */
export function onDidScroll(listener: (top: number) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => listener(window.scrollY), SETTLED_MS);
    },
    { passive: true },
  );
}
