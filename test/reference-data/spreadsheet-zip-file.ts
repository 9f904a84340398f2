import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../reference-data/spreadsheet/crc32.js';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory says instead of the true size. */
  readonly declaredSize?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** The bytes of a zip file with these parts in this order, made by hand so that a test can make it lie. */
export function zipFile(parts: readonly ZipPart[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, declaredSize, flags = 0, method = 8 } of parts) {
    const raw = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const nameBytes = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(method, 8);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(declaredSize ?? raw.length, 22);
    header.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(raw), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(declaredSize ?? raw.length, 24);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, nameBytes);
    chunks.push(header, nameBytes, packed);
    offset += 30 + nameBytes.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, listing, end]);
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook with one sheet, the sheet first as some writers put it. */
export function workbookParts(sheetXml: string, more: readonly ZipPart[] = []): ZipPart[] {
  return [
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml },
    ...more,
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="r1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="r7" Type="${RELATIONSHIPS}/worksheet" Target="/xl/worksheets/sheet1.xml"/>
        <Relationship Id="r8" Type="${RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content:
        '<?xml version="1.0"?><x:workbook><!-- a > b --><x:sheets><x:sheet name="甲 &gt; 乙" sheetId="4" r:id="r7"/></x:sheets></x:workbook>',
    },
  ];
}
