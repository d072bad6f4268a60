/**
 * Colours of ten runs, the first ones the furthest apart: told from each other by those who see fewer colours, and from the
 * background, which a test holds. A page has one palette for light backgrounds and one for dark ones.
 */
export const PALETTES = {
  light: ["#0067c0", "#d55e00", "#91180d", "#4095c0", "#786270", "#768d73", "#ab5ffb", "#b33b23", "#3f4c57", "#5605f8"],
  dark: ["#4daafc", "#f2a134", "#ebffb0", "#57e1f5", "#c95297", "#1f70ff", "#fd141d", "#dccfa3", "#aca3a2", "#b5f321"],
} as const;

export function colorOfRun(color: number, isOnLight: boolean): string {
  const palette = isOnLight ? PALETTES.light : PALETTES.dark;
  return palette[color % palette.length] ?? palette[0];
}
