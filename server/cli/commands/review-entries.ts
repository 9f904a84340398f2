import { type AppliedCase, type ReviewValues, type StatedFacts } from '../../../pricing/index.js';
import { ServerError } from '../../errors.js';
import { countDischarges } from '../../review/count-discharges.js';
import { drawOf, type MadeEntry } from '../../review/make-entries.js';
import { readExperts } from '../../review/read-tables.js';
import type { OpenedRegister } from '../../review/register-file.js';

export interface CaseOfReview {
  readonly period: string;
  readonly case: string;
  readonly hospital: string;
  readonly method: string;
  readonly fund: string;
  readonly dischargeDate: string;
  readonly ground: string;
  readonly facts?: string;
}

/** The case that is applied for. */
export function caseOf({ case: caseId, hospital, method, fund, dischargeDate, ground, facts }: CaseOfReview): AppliedCase {
  return { caseId, hospital, method, fund, dischargeDate, ground, facts: factsOf(facts) };
}

function factsOf(text = '{}'): StatedFacts {
  try {
    return JSON.parse(text) as StatedFacts;
  } catch (error) {
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--facts', value: text, allowed: (error as Error).message });
  }
}

export interface OpenOptions {
  readonly period: string;
  readonly discharges?: string;
  readonly countCases?: readonly string[];
}

/** Opens a period with discharges that are stated or counted. */
export async function openingOf({ period, discharges, countCases }: OpenOptions, values: ReviewValues): Promise<object> {
  if ((discharges === undefined) === (countCases === undefined))
    throw new ServerError('SERVER_USAGE', { why: '--discharges LIST | --count-cases RUN …' });
  const counted =
    countCases === undefined ? { discharges: dischargesOf(discharges!) } : await countDischarges(countCases, period, values);
  return { action: 'open', period, ...counted };
}

/** Discharges of the region: `drg-rate=12345,dip=0`. */
function dischargesOf(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(',').map((pair) => /^\s*([a-z-]+)\s*=\s*(\d{1,9})\s*$/.exec(pair));
  if (pairs.every((pair) => pair !== null)) return Object.fromEntries(pairs.map(([, method, count]) => [method!, Number(count)]));
  throw new ServerError('SERVER_OPTION_INVALID', { option: '--discharges', value: text, allowed: 'drg-rate=12345,dip=0' });
}

export interface DrawOptions {
  readonly experts: string;
  readonly recused?: readonly string[];
  readonly seed?: string;
}

/** A draw of experts of a roster. */
export async function drawFrom(
  { register }: OpenedRegister,
  application: string,
  { experts, recused, seed }: DrawOptions,
  size: number,
): Promise<MadeEntry> {
  return drawOf(register, application, { experts: await readExperts(experts), recused, seed, size });
}
