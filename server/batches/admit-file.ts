import { openWork, type BatchWork, type WorkQuestion } from './batch-work.js';
import { passDoor, type DoorOptions, type DoorReport } from './door.js';
import { BatchesError } from './errors.js';

/** A file of cases, and what is wished of it. */
export interface FileToAdmit extends Omit<WorkQuestion, 'columns'> {
  readonly door: Omit<DoorOptions, 'format' | 'encoding' | 'needsColumns'>;
}

/** What came through the door, and how its results will look. */
export interface AdmittedFile extends Pick<BatchWork, 'edition' | 'header'> {
  readonly report: DoorReport;
}

/** Takes a file through the door, unless cases of others are in it. @throws BATCHES_FOREIGN_CASES, and as `passDoor` and `openWork` */
export async function admitFile({ wish, data, policyPath, door }: FileToAdmit): Promise<AdmittedFile> {
  const { format, encoding, kind, resultFormat } = wish;
  const needsColumns = kind === 'price' || resultFormat === 'csv';
  const report = await passDoor({ ...door, format, encoding, needsColumns });
  const { foreign, examples, columns } = report;
  if (foreign > 0) throw new BatchesError('BATCHES_FOREIGN_CASES', { count: foreign, examples: examples.join(', ') });
  const { edition, header } = await openWork({ wish, data, policyPath, columns });
  return { report, edition, header };
}
