import { attributeOf, MalformedXml } from './xml-tags.ts';

/** An element with what stands in it; made only of what is small and needed whole. */
export interface XmlNode {
  /** Without its prefix. */
  readonly name: string;
  /** As it was written, for `attributeOf`. */
  readonly tag: string;
  text: string;
  readonly children: XmlNode[];
}

/** The first element at a path such as `Party/PartyName/Name`. */
export function nodeAt(node: XmlNode | undefined, path: string): XmlNode | undefined {
  return path
    .split('/')
    .reduce<XmlNode | undefined>((from, name) => from?.children.find(child => child.name === name), node);
}

/** The text at the first of the paths where there is one. */
export function textAt(node: XmlNode | undefined, ...paths: readonly string[]): string {
  for (const path of paths) {
    const text = nodeAt(node, path)?.text.trim();
    if (text) return text;
  }
  return '';
}

export function nodesNamed(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter(child => child.name === name) ?? [];
}

/** Which namespace each element is of, whatever its prefix. */
export class XmlNamespaces {
  readonly #scopes: Readonly<Record<string, string>>[] = [{}];

  /** @returns the namespace of the element that a tag opens; empty for none */
  open(tag: string): string {
    let scope = this.#scopes.at(-1) as Readonly<Record<string, string>>;
    if (tag.includes('xmlns')) {
      scope = { ...scope };
      for (const [, prefix = '', double, single] of tag.matchAll(DECLARED))
        (scope as Record<string, string>)[prefix] = double ?? single ?? '';
    }
    this.#scopes.push(scope);
    const [, prefix = ''] = /^([^\s:=]+):/.exec(tag) ?? [];
    const found = scope[prefix];
    if (found === undefined && prefix !== '') throw new MalformedXml('a prefix without a namespace');
    return found ?? '';
  }

  close(): void {
    this.#scopes.pop();
  }
}

const DECLARED = /\sxmlns(?::([^\s:=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The value of an attribute of a node; empty for none. */
export function attributeAt(node: XmlNode | undefined, name: string): string {
  return (node && attributeOf(node.tag, name)) ?? '';
}
