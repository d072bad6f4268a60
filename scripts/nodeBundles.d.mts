interface BundleOptions {
  readonly external?: readonly string[];
  readonly isProduction?: boolean;
  /** "write" when absent. "measure" writes nothing. */
  readonly mode?: "write" | "watch" | "measure";
}

interface BundledFile {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

export function bundleNode(
  folder: string,
  files: readonly string[],
  options?: BundleOptions,
): Promise<{ readonly outputs: Readonly<Record<string, BundledFile>> }>;
