import {
  buildScheme,
  compileScheme,
  DrgGrouper,
  openDrgScheme,
  packDrgScheme,
  type CompiledDrgScheme,
  type DrgScheme,
} from '../grouper/index.js';
import { readDrgWorkbook, type DrgEdition, type DrgTables } from '../reference-data/index.js';

/** An edition for tests; what matters can be given. */
export function edition(choices: Partial<DrgEdition> = {}): DrgEdition {
  return {
    id: 'test',
    name: 'test',
    newbornWeight: 'admission',
    whenNoDrgRow: 'adrg',
    source: { file: 'test', sha256: '' },
    ...choices,
  };
}

/** Tables without rows but for those given. */
export function tables(given: Partial<DrgTables>): DrgTables {
  return { mdc: [], adrg: [], drg: [], sets: [], complications: [], exclusions: [], ...given };
}

/** A scheme in both forms: as printed and as the kernel walks it. */
export interface ReadyScheme extends CompiledDrgScheme {
  readonly scheme: DrgScheme;
}

/** The compiled form is packed and opened again, so that every test reads it as threads and files have it. */
export function ready(scheme: DrgScheme): ReadyScheme {
  return { ...openDrgScheme(packDrgScheme(compileScheme(scheme))), scheme };
}

/** Compiles tables that must have no errors. */
export function compiled(given: DrgTables, choices: Partial<DrgEdition> = {}): ReadyScheme {
  const { scheme, errors } = buildScheme(edition(choices), given);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return ready(scheme);
}

/** Reads and compiles a workbook. */
export async function compiledWorkbook(path: string, choices: Partial<DrgEdition>): Promise<ReadyScheme> {
  const read = await readDrgWorkbook(path);
  return compiled(read.tables, choices);
}

export const grouper = (scheme: ReadyScheme): DrgGrouper => new DrgGrouper(scheme, scheme.scheme);
