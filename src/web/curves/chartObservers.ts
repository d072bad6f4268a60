interface ObservedChart extends Element {
  comeNear(isNear: boolean): void;
  /** Takes the room that there is now. */
  fit(): void;
}

function isChart(element: Element): element is ObservedChart {
  return "comeNear" in element && "fit" in element;
}

/** Tells charts when they come near what is in sight, and when they are no longer. */
export const nearby = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isChart(target)) {
        target.comeNear(isIntersecting);
      }
    }
  },
  { rootMargin: "100px" },
);

export const resized = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (isChart(target)) {
      target.fit();
    }
  }
});
