import type { NamedFile } from "../../contract/sourceFiles";
import type { ProjectFile } from "../wire/model";

/** A directory or file of a flat listing. A directory has `children`, a file has `file`. */
export interface PathNode {
  /** One name, or several joined by slashes where directories hold nothing but the next one. */
  readonly name: string;
  /** From the project's artifact root, without a slash at its end. */
  readonly path: string;
  readonly children: readonly PathNode[];
  readonly file?: ProjectFile;
}

/** A name of a flat listing, which may be a file's and a directory's. */
export interface OpenNode {
  readonly children: Map<string, OpenNode>;
  file?: ProjectFile;
}

/** The directories that a flat listing of paths spells out, with chains of single directories folded into one row. */
export function buildPathTree(files: readonly ProjectFile[]): readonly PathNode[] {
  return childrenOf(openPathTree(files), "");
}

/** The same, name by name. */
export function openPathTree(files: readonly ProjectFile[]): OpenNode {
  const root: OpenNode = { children: new Map() };
  for (const file of files) {
    let node = root;
    for (const name of file.path.split("/").filter((part) => part !== "")) {
      let child = node.children.get(name);
      if (child === undefined) {
        child = { children: new Map() };
        node.children.set(name, child);
      }
      node = child;
    }
    if (node !== root) {
      node.file = file;
    }
  }
  return root;
}

/** Lists a directory; undefined when there is none of this name. */
export function filesBelow(root: OpenNode, names: readonly string[]): readonly NamedFile[] | undefined {
  let node: OpenNode | undefined = root;
  for (const name of names) {
    node = node?.children.get(name);
  }
  if (node === undefined || (node !== root && node.children.size === 0)) {
    return undefined;
  }
  return [...node.children].flatMap(([name, { children, file }]) => [
    ...(children.size > 0 ? [{ name, isDirectory: true }] : []),
    ...(file === undefined ? [] : [{ name, isDirectory: false, ...factsOf(file) }]),
  ]);
}

/** Without a time: the listing tells when a file was made, and not when it was changed. */
function factsOf({ size }: ProjectFile): Pick<NamedFile, "size"> {
  return size === undefined ? {} : { size };
}

function childrenOf(node: OpenNode, path: string): readonly PathNode[] {
  return [...node.children].flatMap(([name, child]) => closeNode(child, name, path === "" ? name : `${path}/${name}`));
}

function closeNode(node: OpenNode, name: string, path: string): readonly PathNode[] {
  let last = node;
  let label = name;
  let place = path;
  for (let only = onlyDirectory(last); only !== undefined; only = onlyDirectory(last)) {
    last = only.node;
    label = `${label}/${only.name}`;
    place = `${place}/${only.name}`;
  }
  // An object store may hold a file and a "directory" of the same name: both are shown.
  const rows: PathNode[] = [];
  if (last.children.size > 0) {
    rows.push(directoryNode(label, place, () => childrenOf(last, place)));
  }
  if (last.file !== undefined) {
    rows.push({ name: label, path: place, children: [], file: last.file });
  }
  return rows;
}

/** Its children are worked out when it is opened: a tree may be thousands of levels deep. */
function directoryNode(name: string, path: string, open: () => readonly PathNode[]): PathNode {
  let children: readonly PathNode[] | undefined;
  return {
    name,
    path,
    get children() {
      return (children ??= open());
    },
  };
}

function onlyDirectory(node: OpenNode): { name: string; node: OpenNode } | undefined {
  const [first, second] = node.children;
  if (node.file !== undefined || first === undefined || second !== undefined || first[1].children.size === 0) {
    return undefined;
  }
  return { name: first[0], node: first[1] };
}
