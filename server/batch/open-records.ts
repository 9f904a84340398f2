import type { CuttableRecords } from '../intake/index.js';
import { ChunkRecords } from './chunk-records.js';
import type { AnswerRecord, Records } from './records.js';
import { StoredRecords } from './stored-records.js';

/** Records of a file give lines of results; those that the service keeps give rows of its table of results. */
export function openRecords(layout: CuttableRecords, answer: AnswerRecord): Records {
  const { form } = layout;
  return form.kind === 'stored' ? new StoredRecords({ ...layout, form }, answer) : new ChunkRecords(layout, answer);
}
