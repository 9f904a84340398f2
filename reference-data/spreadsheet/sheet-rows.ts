import { columnOf, dateText, numberText, unescapeCell, type NumberMeaning } from './cell-text.js';
import { attributeOf, type XmlHandler } from './xml-scanner.js';

/** One row of a sheet that holds anything. */
export interface SheetRow {
  /** 1-based row of the sheet. */
  readonly row: number;
  /** By column: an empty first column stays an empty cell. */
  readonly cells: readonly string[];
}

/** What turns stored cells into text. */
export interface CellContext {
  readonly sharedStrings: readonly string[];
  readonly styles: readonly NumberMeaning[];
  readonly countsFrom1904: boolean;
}

const LAST_COLUMN = 16_383;
const TYPE = /\st="([^"]*)"/;
const STYLE = /\ss="(\d+)"/;
const REFERENCE = /\sr="([A-Z]+\d+)"/;

/** Collects the rows of one sheet from its XML. A cell without an address follows the one before it, a row likewise. */
export class SheetRows implements XmlHandler {
  /** Rows that are complete; whoever takes them empties the list. */
  ready: SheetRow[] = [];
  readonly #context: CellContext;
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #isInCell = false;
  #isText = false;
  #isReadingAid = false;

  constructor(context: CellContext) {
    this.#context = context;
  }

  open(tag: string, attributes: string): void {
    if (tag === 'c') this.#openCell(attributes);
    else if (tag === 'v') this.#isText = this.#isInCell;
    else if (tag === 't') this.#isText = this.#isInCell && !this.#isReadingAid;
    else if (tag === 'rPh') this.#isReadingAid = true;
    else if (tag === 'row') {
      const stated = Number(attributeOf(attributes, 'r') ?? Number.NaN);
      this.#row = Number.isSafeInteger(stated) && stated > 0 ? stated : this.#row + 1;
      this.#cells = [];
      this.#column = -1;
    }
  }

  text(text: string): void {
    if (this.#isText) this.#value += text;
  }

  close(tag: string): void {
    if (tag === 'c') this.#closeCell();
    else if (tag === 'v' || tag === 't') this.#isText = false;
    else if (tag === 'rPh') this.#isReadingAid = false;
    else if (tag === 'row' && this.#cells.length > 0) this.ready.push({ row: this.#row, cells: this.#cells });
  }

  #openCell(attributes: string): void {
    const reference = REFERENCE.exec(attributes)?.[1] ?? attributeOf(attributes, 'r');
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (this.#column < 0 || this.#column > LAST_COLUMN) throw new Error('a cell lies within the sheet');
    this.#type = TYPE.exec(attributes)?.[1] ?? '';
    this.#style = Number(STYLE.exec(attributes)?.[1] ?? 0);
    this.#value = '';
    this.#isInCell = true;
  }

  #closeCell(): void {
    this.#isInCell = false;
    const text = this.#cellText();
    if (text === '') return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const value = this.#value;
    if (value === '') return '';
    switch (this.#type) {
      case 's': {
        const text = this.#context.sharedStrings[Number(value)];
        if (text === undefined) throw new Error('a shared string exists');
        return text;
      }
      case 'str':
      case 'inlineStr':
        return unescapeCell(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?Z?$|\.\d+Z?$|Z$/, '');
      case 'e':
        return value;
      default:
        return this.#context.styles[this.#style] === 'date' ? dateText(value, this.#context.countsFrom1904) : numberText(value);
    }
  }
}
