import { posix } from 'node:path';
import { meaningOfFormat, unescapeCell, type NumberMeaning } from './cell-text.js';
import { notASpreadsheet } from './spreadsheet-fault.js';
import { attributeOf, XmlScanner, type XmlHandler } from './xml-scanner.js';
import type { ZipArchive } from './zip-archive.js';

/** What the sheets of a workbook share, and where each sheet lies in the archive. */
export interface WorkbookParts {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly countsFrom1904: boolean;
  /** The meaning of numbers per cell style. */
  readonly styles: readonly NumberMeaning[];
  readonly sharedStringsPart: string | undefined;
}

interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

/** Runs an entry through a handler and stops after each piece. @throws REFERENCE_DATA_NOT_A_SPREADSHEET where its XML is damaged. */
export async function* scannedParts(archive: ZipArchive, part: string, handler: XmlHandler): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler);
  const guarded = (act: () => void) => {
    try {
      act();
    } catch (cause) {
      throw notASpreadsheet(archive.path, `${part} 损坏 (damaged)`, cause);
    }
  };
  for await (const piece of archive.text(part)) {
    guarded(() => scanner.push(piece));
    yield;
  }
  guarded(() => scanner.end());
}

async function scanPart(archive: ZipArchive, part: string, handler: Partial<XmlHandler>): Promise<void> {
  for await (const _ of scannedParts(archive, part, { open() {}, text() {}, close() {}, ...handler })) continue;
}

/** Reads what stands around the sheets. Parts are found by their relationships, as their names are the writer's choice. */
export async function readWorkbookParts(archive: ZipArchive): Promise<WorkbookParts> {
  if (!archive.has('_rels/.rels')) throw notASpreadsheet(archive.path, '压缩包内没有工作簿 (the archive holds no workbook)');
  const workbook = (await relationshipsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (workbook === undefined || !archive.has(workbook) || workbook.endsWith('.bin')) {
    throw notASpreadsheet(archive.path, '压缩包内没有可读的工作簿 (the archive holds no workbook that can be read)');
  }
  const relationships = await relationshipsOf(archive, workbook);
  const partOf = (type: string) => relationships.find((one) => one.type === type && archive.has(one.part))?.part;
  const sheets: { name: string; part: string }[] = [];
  let countsFrom1904 = false;
  await scanPart(archive, workbook, {
    open(tag, attributes) {
      if (tag === 'workbookPr') countsFrom1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (tag !== 'sheet') return;
      const link = relationships.find(({ id }) => id === attributeOf(attributes, 'id'));
      if (link?.type === 'worksheet') sheets.push({ name: attributeOf(attributes, 'name') ?? '', part: link.part });
    },
  });
  const stylesPart = partOf('styles');
  return {
    sheets,
    countsFrom1904,
    styles: stylesPart === undefined ? [] : await readStyles(archive, stylesPart),
    sharedStringsPart: partOf('sharedStrings'),
  };
}

async function relationshipsOf(archive: ZipArchive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(part) === '.' ? '' : posix.dirname(part);
  const found: Relationship[] = [];
  await scanPart(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open(tag, attributes) {
      if (tag !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      const place = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      const type = posix.basename(attributeOf(attributes, 'Type') ?? '');
      found.push({ id: attributeOf(attributes, 'Id') ?? '', type, part: place });
    },
  });
  return found;
}

async function readStyles(archive: ZipArchive, part: string): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>();
  const styles: NumberMeaning[] = [];
  let isInCellFormats = false;
  await scanPart(archive, part, {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      if (tag === 'cellXfs') isInCellFormats = true;
      if (tag !== 'xf' || !isInCellFormats) return;
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
      styles.push(meaningOfFormat(id, codes.get(id)));
    },
    close(tag) {
      if (tag === 'cellXfs') isInCellFormats = false;
    },
  });
  return styles;
}

/** The strings that cells refer to by number, rich text joined and reading aids left out. */
export async function readSharedStrings(archive: ZipArchive, part: string): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let isReadingAid = false;
  await scanPart(archive, part, {
    open(tag) {
      if (tag === 'si') current = '';
      else if (tag === 'rPh') isReadingAid = true;
      else if (tag === 't') isText = !isReadingAid;
    },
    text(text) {
      if (isText) current += text;
    },
    close(tag) {
      if (tag === 't') isText = false;
      else if (tag === 'rPh') isReadingAid = false;
      else if (tag === 'si') strings.push(unescapeCell(current));
    },
  });
  return strings;
}
