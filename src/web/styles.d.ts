/** Styles that a page imports end up in a file beside its script. */
declare module "*.css" {}
