import { require as requireTypeScript } from "tsx/cjs/api";

/** Loads a TypeScript module of the test support, once the npm packages are there: `loadTypeScript("test/support/x")`. */
export function loadTypeScript(path) {
  return requireTypeScript(`../../${path}.ts`, import.meta.url);
}
