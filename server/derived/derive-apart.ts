import type { Language } from '../../reference-data/index.js';
import { readDipScheme } from '../../reference-data/index.js';
import { buildFromFiles, type BuildFromFilesOptions } from '../directory/build-from-files.js';
import { openOutput } from '../grouping/output-file.js';
import { indicatorsOfFile } from '../leads/indicators-of-file.js';
import { indicatorsRecord } from '../leads/indicators-record.js';
import { leadsOfFile } from '../leads/leads-of-file.js';
import type { GroupedCasesOptions } from '../leads/read-grouped-cases.js';
import { hideSmallCounts } from './hide-small-counts.js';

/** What a thread of its own is asked to derive from files. */
export type DeriveWork =
  | { readonly kind: 'indicators'; readonly options: GroupedCasesOptions; readonly hidesSmallCounts: boolean }
  | { readonly kind: 'leads'; readonly options: GroupedCasesOptions; readonly language: Language; readonly output: string }
  | { readonly kind: 'directory'; readonly options: DirectoryWork };

/** As `buildFromFiles` takes it, with the folders of schemes in place of what is in them. */
export interface DirectoryWork extends Omit<BuildFromFilesOptions, 'library' | 'previous' | 'onProgress'> {
  readonly library?: string | undefined;
  readonly previous?: string | undefined;
}

/** How far it is. */
export interface DeriveProgress {
  readonly rows: number;
  readonly share: number | undefined;
}

/** Derives, and says how far it is. @returns What is answered with, as JSON. @throws as the functions that the commands call */
export async function deriveApart(work: DeriveWork, onProgress: (progress: DeriveProgress) => void): Promise<object> {
  if (work.kind === 'indicators') {
    const record = indicatorsRecord((await indicatorsOfFile(work.options)).report);
    return work.hidesSmallCounts ? hideSmallCounts(record) : record;
  }
  if (work.kind === 'leads') return writeLeads(work);
  const { library, previous, ...options } = work.options;
  return buildFromFiles({
    ...options,
    library: library === undefined ? undefined : await readDipScheme(library),
    previous: previous === undefined ? undefined : await readDipScheme(previous),
    onProgress,
  });
}

async function writeLeads({ options, language, output: path }: DeriveWork & { readonly kind: 'leads' }): Promise<object> {
  const { leads, rows, linkedRows } = await leadsOfFile(options, language);
  const output = await openOutput(path);
  for (const line of leads.text()) await output.write(line);
  await output.commit();
  const rules = leads.counts().map(([rule, name, count]) => ({ rule, name, count }));
  return { leads: leads.count, rules, rows, linkedRows };
}
