import assert from 'node:assert/strict';
import { CasePricer, NO_MONEY, sumFen, type CaseToPrice, type Fen } from '../pricing/index.js';
import { CodedError, readSchemeManifest } from '../reference-data/index.js';
import { openCaseSource } from '../server/intake/index.js';
import { schemeWords } from '../server/pricing/found-group.js';
import { readPolicyFile } from '../server/pricing/policy-file.js';
import { RowPricer } from '../server/pricing/price-row.js';
import { findWeights } from '../server/pricing/weights-store.js';
import { dataDirectory, findScheme } from '../server/schemes/scheme-directory.js';
import type { Subject } from './measure.js';

/** Cases that are priced again and again: more would time the memory they lie in. */
export const MOST_IN_MEMORY = 20_000;

/** Where the cases come from, and what their file came to. */
export interface InMemorySource {
  readonly scheme: string;
  readonly policyPath: string;
  /** Grouped cases. */
  readonly grouped: string;
  /** The payment standards of the priced file, row by row; undefined where a row has none. */
  readonly standards: readonly (Fen | undefined)[];
}

/** Prices cases that are read already: what the rules alone take. Its answers are held against those of the priced file. */
export async function priceInMemory({ scheme, policyPath, grouped, standards }: InMemorySource): Promise<Subject> {
  const { policy, texts: policyTexts } = await readPolicyFile(policyPath);
  const data = dataDirectory(undefined);
  const words = schemeWords(await readSchemeManifest((await findScheme(scheme, data)).folder));
  const weights = await findWeights(data, scheme, policy);
  const settings = { purpose: 'settlement', on: undefined, firstStay: false } as const;
  const reader = await RowPricer.open({ ...settings, policyPath, policyTexts, weights, scheme: words });
  const cases = await casesOf(grouped, reader);
  const pricer = new CasePricer(policy, settings.purpose);
  const standardOf = (one: CaseToPrice): Fen | undefined => {
    try {
      return pricer.price(one).paymentStandard;
    } catch (error) {
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  };
  assert.deepEqual(cases.map(standardOf), standards.slice(0, cases.length), 'cases in memory get what the file says');
  const expected = sumFen(cases.map((one) => standardOf(one) ?? NO_MONEY));
  const run = (): void => {
    let sum: Fen = NO_MONEY;
    for (const one of cases) sum = sumFen([sum, standardOf(one) ?? NO_MONEY]);
    assert.equal(sum, expected);
  };
  return { name: 'price grouped DIP cases in memory', operation: 'price one case', operations: cases.length, run };
}

async function casesOf(path: string, reader: RowPricer): Promise<readonly CaseToPrice[]> {
  const source = await openCaseSource({ path });
  const cases: CaseToPrice[] = [];
  try {
    for await (const batch of source.batches()) {
      for (const read of batch) if (cases.length < MOST_IN_MEMORY) cases.push(reader.toPrice(read));
      if (cases.length === MOST_IN_MEMORY) break;
    }
  } finally {
    await source.close();
  }
  return cases;
}
