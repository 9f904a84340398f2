import { buildScheme, compileScheme, DrgGrouper, type CompiledDrgScheme } from '../grouper/index.js';
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

/** Compiles tables that must have no errors. */
export function compiled(given: DrgTables, choices: Partial<DrgEdition> = {}): CompiledDrgScheme {
  const { scheme, errors } = buildScheme(edition(choices), given);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return compileScheme(scheme);
}

/** Reads and compiles a workbook. */
export async function compiledWorkbook(path: string, choices: Partial<DrgEdition>): Promise<CompiledDrgScheme> {
  const read = await readDrgWorkbook(path);
  return compiled(read.tables, choices);
}

export const grouper = (scheme: CompiledDrgScheme): DrgGrouper => new DrgGrouper(scheme);
