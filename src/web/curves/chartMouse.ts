import type { SteeredChart } from "./chartKeys";
import { panBy, zoomBy } from "./model/zoom";

const WHEEL_FACTOR = 1.002;

/** Shift and a drag, or a wheel that goes sideways, moves what is shown; with Ctrl, or two fingers, the wheel zooms. Returns what ends it. */
export function steerByMouse(chart: SteeredChart): () => void {
  let dragged: number | undefined;
  const isPan = (event: MouseEvent) => event.shiftKey || event.button === 1;
  const onDown = (event: MouseEvent) => {
    if (isPan(event)) {
      event.preventDefault();
      event.stopPropagation();
      dragged = event.clientX;
    }
  };
  const onMove = (event: MouseEvent) => {
    if (dragged !== undefined) {
      event.stopPropagation();
      pan(chart, dragged - event.clientX);
      dragged = event.clientX;
    }
  };
  const onUp = () => (dragged = undefined);
  const onWheel = (event: WheelEvent) => turn(chart, event);
  chart.addEventListener("mousedown", onDown, { capture: true });
  window.addEventListener("mousemove", onMove, { capture: true });
  window.addEventListener("mouseup", onUp, { capture: true });
  chart.addEventListener("wheel", onWheel, { passive: false });
  return () => {
    chart.removeEventListener("mousedown", onDown, { capture: true });
    window.removeEventListener("mousemove", onMove, { capture: true });
    window.removeEventListener("mouseup", onUp, { capture: true });
    chart.removeEventListener("wheel", onWheel);
  };
}

function pan(chart: SteeredChart, pixels: number): void {
  chart.onZoom(panBy(chart.whole, chart.shown, pixels / Math.max(chart.clientWidth, 1)));
}

/** The page scrolls by a wheel that goes up and down. */
function turn(chart: SteeredChart, event: WheelEvent): void {
  const { deltaX, deltaY, clientX, ctrlKey, shiftKey } = event;
  const sideways = shiftKey && deltaX === 0 ? deltaY : deltaX;
  if (ctrlKey) {
    event.preventDefault();
    const { min, max } = chart.shown;
    chart.onZoom(zoomBy(chart.whole, chart.shown, WHEEL_FACTOR ** deltaY, chart.placeAt(clientX) ?? (min + max) / 2));
  } else if (Math.abs(sideways) > (shiftKey ? 0 : Math.abs(deltaY))) {
    event.preventDefault();
    pan(chart, sideways);
  }
}
