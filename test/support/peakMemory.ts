import { readFileSync } from "node:fs";

/**
 * What this process has had in memory at most, in bytes. `maxRSS` alone would not do: on Linux it begins with what the process
 * had that started this one.
 */
export function peakMemory(): number {
  const kilobytes = process.platform === "linux" ? ownPeak() : undefined;
  return (kilobytes ?? process.resourceUsage().maxRSS) * 1024;
}

function ownPeak(): number | undefined {
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return peak === undefined ? undefined : Number(peak);
}
