/** What takes the parts of an XML text. Names come without their prefix, since writers choose prefixes freely. */
export interface XmlHandler {
  open(name: string, attributes: string): void;
  text(text: string): void;
  close(name: string): void;
}

const TAG = /<(\/?)(?:[^\s"'<>/:]+:)?([^\s"'<>/:]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>/y;
const LONGEST_PART = 16_000_000;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Cuts the XML of a workbook, arriving in pieces, into tags and text. It knows what office programs write: elements, attributes,
 * text, comments and CDATA. Document types are refused, and with them every entity of one's own that could grow without end.
 *
 * @throws Error where the text is not of that kind; the caller knows the file and says so.
 */
export class XmlScanner {
  #pending = '';
  #depth = 0;
  readonly #handler: XmlHandler;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(piece: string): void {
    const text = this.#pending + piece;
    let at = 0;
    for (;;) {
      const tagAt = text.indexOf('<', at);
      if (tagAt === -1) break;
      if (tagAt > at) this.#handler.text(unescapeXml(text.slice(at, tagAt)));
      const end = text[tagAt + 1] === '!' || text[tagAt + 1] === '?' ? this.#special(text, tagAt) : this.#tag(text, tagAt);
      at = end === -1 ? tagAt : end;
      if (end === -1) break;
    }
    this.#pending = at === 0 ? text : text.slice(at);
    if (this.#pending.length > LONGEST_PART) throw new Error('a tag or text is of reasonable length');
  }

  /** Takes the end: rows behind a tag that never ends would be missing in silence. */
  end(): void {
    if (this.#depth !== 0 || this.#pending.trim() !== '') throw new Error('every tag is closed');
  }

  #close(name: string): void {
    this.#depth--;
    this.#handler.close(name);
  }

  #tag(text: string, at: number): number {
    // Without this test a tag cut off by the end of the piece would be tried sign by sign.
    if (!text.includes('>', at)) return -1;
    TAG.lastIndex = at;
    const match = TAG.exec(text);
    if (match === null) return -1;
    const [, slash, name, attributes, closesItself] = match;
    if (slash === '/') this.#close(name!);
    else {
      this.#depth++;
      this.#handler.open(name!, attributes!);
      if (closesItself === '/') this.#close(name!);
    }
    return TAG.lastIndex;
  }

  #special(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end !== -1) this.#handler.text(text.slice(at + 9, end));
      return end === -1 ? -1 : end + 3;
    }
    if (text.length - at < 9 && ('<![CDATA['.startsWith(text.slice(at)) || '<!--'.startsWith(text.slice(at)))) return -1;
    throw new Error('a workbook has no document type');
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

/** The value of one attribute, or undefined. The name is given without prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match === null ? undefined : unescapeXml(match[1] ?? match[2] ?? '');
}

function unescapeXml(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()]!;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
