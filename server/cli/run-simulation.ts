import { findPricingScheme } from '../pricing/price-scheme.js';
import type { RecordPricingSetup } from '../pricing/record-pricer.js';
import { findWeights, NO_WEIGHTS } from '../pricing/weights-store.js';
import type { CaseSource } from '../intake/index.js';
import { openCases } from '../open-cases.js';
import { readBudget } from '../settlement/read-budget.js';
import { comparePrices } from '../simulate/compare-prices.js';
import { inSamePool } from '../simulate/same-pool.js';
import { simulateYear, type SimulateYearOptions, type YearToTry } from '../simulate/simulate-year.js';
import { simulated, type Simulated } from '../simulate/simulated.js';
import { requestOf } from './commands/settle.js';
import type { SimulateOptions } from './simulate-options.js';
import type { SimulationSide, SimulationSides } from './simulation-sides.js';

/** Who looks on while a simulation runs. */
export type SimulationWatch = Pick<SimulateYearOptions, 'onProgress' | 'onCases'>;

/** Prices the cases under both sides. */
export async function simulatePrices(
  options: SimulateOptions,
  sides: SimulationSides,
  watch: SimulationWatch,
): Promise<Simulated> {
  const setup = { before: await pricingOf(sides.before, options), after: await pricingOf(sides.after, options) };
  const sources: CaseSource[] = [];
  try {
    for (const path of options.input) sources.push(await openCases(path, options));
    const files = sources.map((source) => ({ source, setup, threads: options.threads }));
    const comparison = await comparePrices(files, watch);
    return simulated(comparison, inSamePool(comparison.gains.rows()), sides);
  } finally {
    for (const source of sources) await source.close();
  }
}

async function pricingOf(side: SimulationSide, { purpose, firstStay = false }: SimulateOptions): Promise<RecordPricingSetup> {
  const { scheme: named, policy, policyPath, texts: policyTexts, groupingPolicy, amendment: amendments, data, on } = side;
  const question = { data, policy, named, grouped: undefined, groupingPolicy, amendments };
  const { words: scheme, grouping } = await findPricingScheme(question);
  const weights = scheme === undefined ? NO_WEIGHTS : await findWeights(data, scheme.id, policy);
  return {
    pricing: { policyPath, policyTexts, purpose, on, firstStay, weights, scheme },
    grouping: grouping === undefined ? undefined : { kind: grouping.kind, packed: grouping.packed },
    hasBreakdown: false,
  };
}

/** Settles the year under both sides. */
export async function simulateYears(
  options: SimulateOptions,
  sides: SimulationSides,
  watch: SimulationWatch,
): Promise<Simulated> {
  const year = options.year ?? String((await readBudget(options.budget!)).document.year);
  const { threads } = options;
  const comparison = await simulateYear(yearOfSide(year, sides.before, options), yearOfSide(year, sides.after, options), {
    threads,
    ...watch,
  });
  return simulated(comparison, comparison.gains.rows(), sides, year);
}

function yearOfSide(year: string, side: SimulationSide, options: SimulateOptions): YearToTry {
  const { policyPath: policy, budget, scheme, groupingPolicy, amendment, data, on } = side;
  const { input: cases, months, purpose } = options;
  const own = { policy, budget: budget!, scheme, groupingPolicy, amendment, data };
  const request = requestOf('year', { ...options, ...own, year, cases, withoutMonths: months === undefined });
  return { request, trial: { purpose, on } };
}
