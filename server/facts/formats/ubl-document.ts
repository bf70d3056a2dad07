import { MalformedXml, XmlTags, type XmlTaker } from './xml-tags.ts';
import { XmlNamespaces, type XmlNode } from './xml-tree.ts';

export const UBL_KINDS = ['Invoice', 'Order', 'CreditNote'] as const;
export type UblKind = (typeof UBL_KINDS)[number];

/** Cells by the heading of their column. */
export type UblRow = Readonly<Record<string, string>>;

/** A document of UBL 2.1, taken apart: all but its lines, and what each line comes to. */
export interface UblParts {
  readonly kind: UblKind;
  readonly header: XmlNode;
  readonly lines: readonly UblRow[];
}

const SCHEMA = 'urn:oasis:names:specification:ubl:schema:xsd:';
const COMPONENTS = [`${SCHEMA}CommonAggregateComponents-2`, `${SCHEMA}CommonBasicComponents-2`];
const LINES = ['InvoiceLine', 'OrderLine', 'CreditNoteLine'];
export const LINES_MOST = 50_000;
const HEADER_NODES_MOST = 100_000;
const TEXT_MOST = 1 << 20;
/** Attachments: a picture of the document goes nowhere. */
const LEFT_OUT = ['EmbeddedDocumentBinaryObject'];
/** A document may stand in an envelope, such as that of a network. */
const ENVELOPE_DEPTH = 4;

/** It is whole, and no document that is taken; `root` says what it is instead. */
export class NoUbl extends Error {
  readonly root: string;
  constructor(root: string) {
    super(`no UBL: ${root}`);
    this.root = root;
  }
}

export class TooManyLines extends Error {}

/** Takes the XML of one document, in blocks. Elements of other namespaces, such as extensions and signatures, are passed over. */
export class UblDocument implements XmlTaker {
  kind: UblKind | undefined;
  readonly #tags = new XmlTags(this);
  readonly #namespaces = new XmlNamespaces();
  readonly #open: XmlNode[] = [];
  #header: XmlNode | undefined;
  readonly #lines: UblRow[] = [];
  readonly #lineRow: (kind: UblKind, line: XmlNode) => UblRow;
  #root = '';
  #depth = 0;
  #nodes = 0;
  /** Depth of the element that is passed over with all in it; 0 for none. */
  #passedOver = 0;

  /** @param lineRow what a line comes to; of the line itself nothing is held longer than until it ends */
  constructor(lineRow: (kind: UblKind, line: XmlNode) => UblRow) {
    this.#lineRow = lineRow;
  }

  take(text: string, last: boolean): void {
    this.#tags.take(text, last);
    if (last && !this.#header) throw new NoUbl(this.#root);
  }

  /** All of it, once its last block was taken. */
  parts(): UblParts {
    return { kind: this.kind as UblKind, header: this.#header as XmlNode, lines: this.#lines };
  }

  open(name: string, tag: string): void {
    const namespace = this.#namespaces.open(tag);
    this.#depth += 1;
    if (this.#passedOver > 0) return;
    const parent = this.#open.at(-1);
    if (!parent) {
      this.#openRoot(name, tag, namespace);
      return;
    }
    if (!COMPONENTS.includes(namespace) || LEFT_OUT.includes(name)) {
      this.#passedOver = this.#depth;
      return;
    }
    const node: XmlNode = { name, tag, text: '', children: [] };
    this.#nodes += 1;
    if (this.#nodes > HEADER_NODES_MOST) throw new MalformedXml('a line or a header that is too long');
    this.#open.push(node);
    if (!this.#isLine(node)) parent.children.push(node);
  }

  #openRoot(name: string, tag: string, namespace: string): void {
    this.#root ||= name;
    const kind = UBL_KINDS.find(each => each === name && namespace === `${SCHEMA}${each}-2`);
    if (kind && !this.#header) {
      this.kind = kind;
      this.#header = { name, tag, text: '', children: [] };
      this.#open.push(this.#header);
    } else if (this.#depth >= ENVELOPE_DEPTH || namespace.startsWith(SCHEMA)) throw new NoUbl(this.#root);
  }

  text(text: string): void {
    const node = this.#open.at(-1);
    if (!node || this.#passedOver > 0) return;
    node.text += text;
    if (node.text.length > TEXT_MOST) throw new MalformedXml('a text that is too long');
  }

  close(): void {
    this.#namespaces.close();
    if (this.#passedOver === this.#depth) this.#passedOver = 0;
    else if (this.#passedOver === 0) this.#closeNode();
    this.#depth -= 1;
  }

  #closeNode(): void {
    const node = this.#open.at(-1);
    if (node && this.#isLine(node)) {
      this.#nodes = 0;
      const row = this.#lineRow(this.kind as UblKind, node);
      if (this.#lines.push(row) > LINES_MOST) throw new TooManyLines();
    }
    this.#open.pop();
  }

  #isLine({ name }: XmlNode): boolean {
    return this.#open.length === 2 && LINES.includes(name);
  }
}
