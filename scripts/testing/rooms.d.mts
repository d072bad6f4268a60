export const ROOMS: Readonly<Record<string, readonly string[]>>;

/** The room of a file of src, given by its path from there. */
export function roomOf(file: string): string;

/** What is wrong with an import, or undefined. `file` is a path from src; `target` is what stands after `from`. */
export function importProblem(file: string, target: string): string | undefined;
