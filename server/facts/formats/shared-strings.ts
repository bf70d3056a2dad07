import { Refusal } from '../../errors.ts';
import { unescapedCell } from './cell-texts.ts';
import { MalformedXml, type XmlTaker } from './xml-tags.ts';

const MEGABYTES_MOST = 128;
const BYTES_MOST = MEGABYTES_MOST << 20;
const COUNT_MOST = 1 << 23;
/** What a cell can hold. */
const TEXT_MOST = 32_767;

/**
 * The texts that the cells of a workbook share, in one block of bytes: a string object each would take several times the
 * memory. The one thing of a workbook that cannot be read row by row, and so the one that has a limit.
 */
export class SharedStrings implements XmlTaker {
  #bytes: Buffer = Buffer.allocUnsafe(1 << 16);
  #ends = new Uint32Array(1 << 12);
  #count = 0;
  #length = 0;
  #text = '';
  #isText = false;
  /** Depth of phonetic readings, which stand beside the text and are none. */
  #phonetic = 0;

  at(index: number): string {
    if (!(index >= 0 && index < this.#count)) throw new MalformedXml('a text that is not there');
    const from = index === 0 ? 0 : (this.#ends[index - 1] as number);
    return this.#bytes.toString('utf8', from, this.#ends[index]);
  }

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#phonetic += 1;
    else if (name === 't') this.#isText = this.#phonetic === 0;
  }

  text(text: string): void {
    if (!this.#isText) return;
    this.#text += text;
    if (this.#text.length > TEXT_MOST * 2) throw new MalformedXml('a text that no cell can hold');
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 'si') this.#keep(unescapedCell(this.#text));
  }

  #keep(text: string): void {
    const most = this.#length + text.length * 3;
    if (most > this.#bytes.length) {
      if (most > BYTES_MOST || this.#count >= COUNT_MOST)
        throw new Refusal(
          'too-large',
          `The workbook has more than ${MEGABYTES_MOST} MB of different texts, and they must lie in memory: save the sheet as CSV.`,
        );
      const larger = Buffer.allocUnsafe(Math.max(most, Math.min(this.#bytes.length * 2, BYTES_MOST)));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    if (this.#count === this.#ends.length) {
      const more = new Uint32Array(this.#ends.length * 2);
      more.set(this.#ends);
      this.#ends = more;
    }
    this.#length += this.#bytes.write(text, this.#length);
    this.#ends[this.#count++] = this.#length;
  }
}
