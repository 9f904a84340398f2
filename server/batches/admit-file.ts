import { openWork, type BatchWork, type WorkQuestion } from './batch-work.js';
import { passDoor, type DoorOptions, type DoorReport, type OpenedFile } from './door.js';
import { BatchesError } from './errors.js';

/** A file of cases, and what is wished of it. */
export interface FileToAdmit extends Omit<WorkQuestion, 'columns'> {
  readonly door: Omit<DoorOptions, 'format' | 'encoding' | 'needsColumns'>;
}

/** What is known of a file before its cases pass, and how its results will look. */
export interface AdmittedFile extends OpenedFile, Pick<BatchWork, 'edition' | 'header'> {}

/** What is said meanwhile: the first once, then how many bytes of rows are written. */
export type DoorProgress = { readonly admitted: AdmittedFile } | { readonly written: number };

/** Takes a file through the door, unless cases of others are in it. @throws BATCHES_FOREIGN_CASES, and as `passDoor` and `openWork` */
export async function admitFile(
  { wish, data, policyPath, door }: FileToAdmit,
  tell: (progress: DoorProgress) => void,
): Promise<DoorReport> {
  const { format, encoding, kind, resultFormat } = wish;
  const needsColumns = kind === 'price' || resultFormat === 'csv';
  const report = await passDoor(
    { ...door, format, encoding, needsColumns },
    {
      async opened(file) {
        const { edition, header } = await openWork({ wish, data, policyPath, columns: file.columns });
        tell({ admitted: { ...file, edition, header } });
      },
      wrote: (written) => tell({ written }),
    },
  );
  const { foreign, examples } = report;
  if (foreign > 0) throw new BatchesError('BATCHES_FOREIGN_CASES', { count: foreign, examples: examples.join(', ') });
  return report;
}
