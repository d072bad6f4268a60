/** True for the names of files with keys whose order means nothing. */
export function isKeyedFile(name: string): boolean {
  return /\.(json|ya?ml)$/i.test(name);
}
