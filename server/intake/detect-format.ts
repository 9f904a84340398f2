import type { CaseFormat } from './case-source.js';

const SETTLEMENT_LIST_KEYS = /"(?:setlinfo|diseinfo|oprninfo|iteminfo|payinfo|infno)"\s*:/;
const ZIP = '504b';
const COMPOUND_FILE = 'd0cf11e0';

/**
 * Tells the format of a file by its first bytes, whatever its name: a workbook named `.csv` is a workbook. Old workbooks count as
 * workbooks too, so that they are refused with the right advice.
 *
 * @param head The first bytes of the file, some thousands of them.
 */
export function detectFormat(head: Buffer, path: string): CaseFormat {
  const magic = head.toString('hex', 0, 4);
  if (magic === COMPOUND_FILE || (magic.startsWith(ZIP) && head[2]! < 8)) return 'xlsx';
  const text = head.toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe)/, '');
  const plain = text.replaceAll('\0', '').trimStart();
  if (/\.(?:csv|tsv|txt)$/i.test(path)) return 'csv';
  const isJson = /^\{\s*(?:"|\}|$)|^\[\s*(?:\{|\]|$)/.test(plain) || /\.(?:ndjson|jsonl|json)$/i.test(path);
  if (isJson) return SETTLEMENT_LIST_KEYS.test(plain) ? '4101' : 'ndjson';
  return 'csv';
}
