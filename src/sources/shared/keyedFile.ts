/** Whether a file, by its name, holds keys whose order means nothing. */
export function isKeyedFile(name: string): boolean {
  return /\.(json|ya?ml)$/i.test(name);
}
