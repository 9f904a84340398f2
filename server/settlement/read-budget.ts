import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseBudget, PricingError, type BudgetDocument } from '../../pricing/index.js';
import { parseYaml, ReferenceDataError } from '../../reference-data/index.js';

/** A yearly budget and the checksum of its file. */
export interface BudgetFile {
  readonly document: BudgetDocument;
  readonly sha256: string;
}

/** Reads a yearly budget (YAML). @throws PRICING_BUDGET_INVALID, REFERENCE_DATA_FILE_UNREADABLE */
export async function readBudget(path: string): Promise<BudgetFile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message;
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
  });
  return budgetOf(text, path);
}

/** The same of a text. @param path Named in errors. @throws PRICING_BUDGET_INVALID */
export function budgetOf(text: string, path: string): BudgetFile {
  const content = parseYaml(text, (why) => new PricingError('PRICING_BUDGET_INVALID', { path, why }));
  return { document: parseBudget(content, path), sha256: createHash('sha256').update(text).digest('hex') };
}
