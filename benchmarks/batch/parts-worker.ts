// What a worker thread of the benchmark runs: parts of the batch path, each alone.
import assert from 'node:assert/strict';
import { workerData } from 'piscina';
import { caseColumns, DrgLane, openDrgScheme, PlainCase, RowFields } from '../../grouper/index.js';
import { recordFields } from '../../reference-data/index.js';
import { RESULT_SHAPES } from '../../server/grouping/result-shape.js';
import { TableReader, type CuttableFile } from '../../server/intake/index.js';
import { InternedCases } from '../interned-cases.js';

/** What the threads are given. */
export interface PartsSetup {
  readonly packed: SharedArrayBuffer;
  readonly file: CuttableFile;
  /** Whole rows of the table's file, for the parts that work in memory. */
  readonly sample: SharedArrayBuffer;
}

/** `look up` finds fields, reads their values and finds the ids of the codes; `group` decides from ids found before. */
export type PartTask =
  | { readonly part: 'split chunk'; readonly input: SharedArrayBuffer; readonly length: number }
  | { readonly part: 'split' | 'look up' | 'group' };

const LF = 0x0a;
const { packed, file, sample } = workerData as PartsSetup;
const { context, form } = file;
assert(form.kind === 'table', 'the generated file is a table');
const rows = new Uint8Array(sample);
const compiled = openDrgScheme(packed);
const reader = new TableReader(form.headers, form.matched, context);
const columns = caseColumns(form.matched, form.headers.length, reader.passing.kept)!;
const fields = new RowFields(columns.count);
const plain = new PlainCase(columns, { newbornWeight: compiled.edition.newbornWeight, weightIsRequired: true });
const lane = new DrgLane(compiled, (result) => RESULT_SHAPES.drg.values('', result).slice(1, -1));
let interned: InternedCases | undefined;
let sink = 0;

/** @returns How many rows were worked on. */
export default function run(task: PartTask): number {
  if (task.part === 'split chunk') return eachRow(new Uint8Array(task.input, 0, task.length), () => {});
  if (task.part === 'split') return eachRow(rows, () => {});
  if (task.part === 'look up') {
    return eachRow(rows, () => {
      if (plain.read(rows, fields) && lane.lookUp(0, rows, plain)) sink++;
    });
  }
  interned ??= internedRows();
  let count = 0;
  interned.group((row) => {
    sink += row;
    count++;
  });
  return count;
}

function eachRow(bytes: Uint8Array, work: () => void): number {
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    fields.find(bytes, at);
    work();
    at = fields.rowEnd + 1;
  }
  return count;
}

function internedRows(): InternedCases {
  const bytes = Buffer.from(sample);
  const cases = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(LF, at);
    cases.push(reader.read(recordFields(bytes.toString('utf8', at, end), ','), 0).discharge);
    at = end + 1;
  }
  return new InternedCases(compiled, cases);
}
