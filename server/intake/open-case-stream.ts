import { StreamBeginning } from './stream-beginning.js';
import type { CaseFormat, CaseSource, CaseSourceDescription, CuttableRecords } from './case-source.js';
import { openCsvSource } from './csv-case-source.js';
import { detectFormat } from './detect-format.js';
import { IntakeError } from './errors.js';
import { openJsonSource } from './json-case-source.js';
import { Utf8Check } from './utf8-check.js';

/** Cases that are still being sent, opened. */
export interface CaseStream {
  readonly description: CaseSourceDescription;
  /** Columns that pass through; undefined where each record names its own. */
  readonly columns: readonly string[] | undefined;
  readonly records: CuttableRecords;
  /** Begin with the first record. @throws INTAKE_NOT_STREAMABLE where they stop being UTF-8, and as the sender */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Forms that can be read while they are sent. */
export type TextFormat = Exclude<CaseFormat, 'xlsx'>;

export interface OpenCaseStreamOptions {
  /** Named in messages. */
  readonly name: string;
  readonly format?: TextFormat;
}

/** Of a file too no more tells its form. Unit: bytes. */
const LOOKED_AT = 65_536;
const MARK = Buffer.from('\ufeff');

/**
 * Opens cases that are still being sent, by their beginning: tables and JSON with one record a line, in UTF-8. Read so they say the same as
 * in a file.
 *
 * @param sent Not returned to where they are refused, so that the sender can be told.
 * @throws INTAKE_FILE_EMPTY, INTAKE_NOT_STREAMABLE, INTAKE_NO_HEADER and what else `openCaseSource` says of headers, and as the sender
 */
export async function openCaseStream(
  sent: AsyncIterable<Uint8Array>,
  { name, format: named }: OpenCaseStreamOptions,
): Promise<CaseStream> {
  const pieces = sent[Symbol.asyncIterator]();
  const beginning = await StreamBeginning.read(pieces, name);
  if (beginning.size === 0) throw new IntakeError('INTAKE_FILE_EMPTY', { path: name });
  const head = await beginning.head(Infinity);
  const detected = detectFormat(head.subarray(0, LOOKED_AT), name);
  if (detected === 'xlsx') throw notStreamable(name, '它是工作簿 (it is a workbook)');
  const check = new Utf8Check();
  if (!check.take(head) || (beginning.size !== Infinity && !check.end())) throw notUtf8(name);
  const zero = head.subarray(0, LOOKED_AT).indexOf(0);
  if (zero !== -1) throw new IntakeError('INTAKE_FILE_BINARY', { path: name, offset: zero, tried: 'UTF-8' });
  const encoding = { name: 'utf-8', markLength: head.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0 } as const;
  // Settlement lists are JSON too.
  const format = named === undefined || (named === 'ndjson' && detected === '4101') ? detected : named;
  const source =
    format === 'csv' ? await openCsvSource(beginning, encoding, {}) : await openJsonSource(beginning, encoding, {}, format);
  const { cuttable } = source;
  if (cuttable === undefined) throw notStreamable(name, '记录不能按行切开 (its records cannot be cut at the ends of lines)');
  const { path: _, size: __, firstRecordAt, ...records } = cuttable;
  return {
    description: source.description,
    columns: await columnsOf(source, records),
    records,
    bytes: restOf(head.subarray(firstRecordAt), pieces, check, name),
  };
}

async function columnsOf(source: CaseSource, { form }: CuttableRecords): Promise<readonly string[] | undefined> {
  return form.kind === 'json-lines' && form.keys !== 'settlement-list' ? undefined : source.columns();
}

async function* restOf(
  head: Uint8Array,
  pieces: AsyncIterator<Uint8Array>,
  check: Utf8Check,
  name: string,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    if (!check.take(next.value)) throw notUtf8(name);
    yield next.value;
  }
  if (!check.end()) throw notUtf8(name);
}

const notUtf8 = (name: string): IntakeError => notStreamable(name, '它不是 UTF-8 (it is not UTF-8)');

const notStreamable = (path: string, why: string): IntakeError => new IntakeError('INTAKE_NOT_STREAMABLE', { path, why });
