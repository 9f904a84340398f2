/** One JSON value of a file: its text, or why there is none. */
export interface JsonRecord {
  readonly text: string;
  /** 1-based physical line in which it starts. */
  readonly line: number;
  readonly fault?: string;
}

/** How records stand in a file: one a line, or one after another (in an array or not) over any number of lines. */
export type JsonLayout = 'lines' | 'stream';

/** Tells the layout by the beginning of a file: an array, or an object that its first line does not end, is a stream. */
export function jsonLayoutOf(beginning: string): JsonLayout {
  const text = beginning.trimStart();
  if (text.startsWith('[')) return 'stream';
  const [first = '', second = ''] = text.split('\n', 2);
  // A line that was cut off is a faulty record among lines: the next one begins at once with another object.
  return first.trimEnd().endsWith('}') || second.startsWith('{') || second === '' ? 'lines' : 'stream';
}

/** Comma, brackets and blanks. */
const SAYS_NOTHING = new Set([9, 10, 13, 32, 44, 91, 93]);

/**
 * Cuts a text that arrives in pieces into JSON records, holding no more than one. What is no record is handed on as a fault with its
 * line, and the reading goes on behind it.
 */
export class JsonRecordScanner {
  readonly #layout: JsonLayout;
  readonly #limit: number;
  #pending: string[] = [];
  #pendingLength = 0;
  #line = 1;
  #startLine = 1;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isSkipping = false;
  #isStray = false;

  /** @param limit Longest record. Unit: characters. */
  constructor(layout: JsonLayout, limit: number) {
    this.#layout = layout;
    this.#limit = limit;
  }

  push(text: string, onRecord: (record: JsonRecord) => void): void {
    if (this.#layout === 'lines') this.#pushLines(text, onRecord);
    else this.#pushStream(text, onRecord);
  }

  /** Takes the end of the text. */
  end(onRecord: (record: JsonRecord) => void): void {
    if (this.#layout === 'lines') this.#endRecord(onRecord);
    else if (this.#depth > 0 && !this.#isSkipping) {
      onRecord({ text: '', line: this.#startLine, fault: 'JSON 没有结束 (the JSON is cut short)' });
    }
  }

  #pushLines(text: string, onRecord: (record: JsonRecord) => void): void {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#keep(text.slice(start, end), onRecord);
      this.#endRecord(onRecord);
      this.#line++;
      this.#startLine = this.#line;
      start = end + 1;
    }
    this.#keep(text.slice(start), onRecord);
  }

  /** Objects outside strings open and close; commas and brackets between two records say nothing. */
  #pushStream(text: string, onRecord: (record: JsonRecord) => void): void {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (sign === 10) this.#line++;
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (sign === 92) this.#isEscaped = true;
        else if (sign === 34) this.#isInString = false;
      } else if (sign === 34 && this.#depth > 0) this.#isInString = true;
      else if (sign === 123) {
        if (this.#depth++ > 0) continue;
        start = at;
        this.#startLine = this.#line;
        this.#isStray = false;
      } else if (sign === 125 && this.#depth > 0 && --this.#depth === 0) {
        this.#keep(text.slice(start, at + 1), onRecord);
        this.#endRecord(onRecord);
        start = at + 1;
      } else if (this.#depth === 0) this.#betweenRecords(sign, onRecord);
    }
    if (this.#depth > 0) this.#keep(text.slice(start), onRecord);
  }

  /** Anything else between two records is one that cannot be read: reported once, up to the next comma or object. */
  #betweenRecords(sign: number, onRecord: (record: JsonRecord) => void): void {
    if (sign === 44) this.#isStray = false;
    if (this.#isStray || SAYS_NOTHING.has(sign)) return;
    this.#isStray = true;
    onRecord({ text: '', line: this.#line, fault: '不是 JSON 对象 (it is no JSON object)' });
  }

  #keep(part: string, onRecord: (record: JsonRecord) => void): void {
    if (this.#isSkipping || part === '') return;
    this.#pendingLength += part.length;
    if (this.#pendingLength > this.#limit + 1) {
      this.#isSkipping = true;
      this.#pending = [];
      onRecord({ text: '', line: this.#startLine, fault: `超过 ${this.#limit} 个字符 (more than ${this.#limit} characters)` });
    } else this.#pending.push(part);
  }

  #endRecord(onRecord: (record: JsonRecord) => void): void {
    const text = this.#pending.join('').trim();
    if (!this.#isSkipping && text !== '') onRecord({ text, line: this.#startLine });
    this.#pending = [];
    this.#pendingLength = 0;
    this.#isSkipping = false;
  }
}
