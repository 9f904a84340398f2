import type { BreakdownLine, CalculationStep, FundBudget, PaymentBreakdown, PoolResult } from '../../pricing/index.js';
import { lineRecord, stepRecord, type StepRecord } from '../pricing/breakdown-record.js';

/** Where in a settlement a step stands: what is not named holds for all of the fund. */
export interface StepPlace {
  readonly fund: string;
  readonly pool?: string;
  readonly hospital?: string;
  /** `due` or `closing`, where a hospital has two breakdowns; `special-case` of one that was reviewed. */
  readonly part?: string;
  readonly case?: string;
}

/** A step of a settlement: a line of steps.ndjson. */
export type PlacedStep = StepPlace & StepRecord;

const steps = (place: StepPlace, found: readonly CalculationStep[]): readonly PlacedStep[] =>
  found.map((step) => ({ ...place, ...stepRecord(step) }));

const lines = (place: StepPlace, found: readonly BreakdownLine[]): readonly PlacedStep[] =>
  found.map((line) => ({ ...place, ...lineRecord(line) }));

/** How the lines of a budget follow from its income. */
export function budgetSteps({ fund, lines: all }: FundBudget): readonly PlacedStep[] {
  return steps(
    { fund },
    all.map(({ step }) => step),
  );
}

/** What is said of a fund as a whole. */
export const fundSteps = (fund: string, found: readonly CalculationStep[]): readonly PlacedStep[] => steps({ fund }, found);

/** How the pools of a fund came to their values, and each hospital to its part. */
export function poolSteps(fund: string, pools: readonly PoolResult[]): readonly PlacedStep[] {
  return pools.flatMap(({ id, steps: own, hospitals }) => [
    ...steps({ fund, pool: id }, own),
    ...hospitals.flatMap((one) => lines({ fund, pool: id, hospital: one.hospital }, one.lines)),
  ]);
}

/** How a hospital's amount came about. */
export function breakdownSteps(place: StepPlace, { steps: own, lines: parts }: PaymentBreakdown): readonly PlacedStep[] {
  return [...steps(place, own), ...lines(place, parts)];
}
