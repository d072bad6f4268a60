export interface LockedPackage {
  readonly version: string;
  readonly optional?: boolean;
}

export function ensureDependencies(): Promise<void>;

export function isSatisfied(
  wanted: Readonly<Record<string, LockedPackage>>,
  installed: Readonly<Record<string, LockedPackage>>,
): boolean;
