import { randomBytes } from 'node:crypto';
import { drawPanel, type ReviewValues, type StatedFacts } from '../../../pricing/index.js';
import { ServerError } from '../../errors.js';
import { countDischarges } from '../../review/count-discharges.js';
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

/** A draft of the next number of its period. */
export function draftOf({ register }: OpenedRegister, { period, ...one }: CaseOfReview, replaces?: string): object {
  const { case: caseId, hospital, method, fund, dischargeDate, ground } = one;
  return {
    action: 'apply',
    application: register.nextId(period),
    period,
    case: { caseId, hospital, method, fund, dischargeDate, ground, facts: factsOf(one.facts) },
    ...(replaces === undefined ? {} : { replaces }),
  };
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
  /** Drawn by the system's source of randomness where it is absent. */
  readonly seed?: string;
}

/** A draw; where experts of a panel recuse themselves the same seed goes on, so that the others stay. */
export async function drawOf({ register }: OpenedRegister, id: string, options: DrawOptions, size: number): Promise<object> {
  const application = register.application(id);
  const isRedraw = application.state === 'in-panel';
  if (isRedraw && options.recused === undefined)
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--recused', value: '', allowed: application.panel.join(', ') });
  const seed = isRedraw ? application.seed! : (options.seed ?? randomBytes(16).toString('hex'));
  const drawn = drawPanel(await readExperts(options.experts), {
    application: id,
    hospital: application.case.hospital,
    seed,
    size,
    recused: [...application.recused, ...(options.recused ?? [])],
    earlier: application.earlierExperts,
  });
  return { action: 'draw', application: id, seed, ...drawn };
}

/** What the votes of an application decide. */
export function decisionOf(application: string, { pays, amount }: { readonly pays?: string; readonly amount?: string }): object {
  return pays === undefined ? { action: 'reject', application } : { action: 'approve', application, pays, amount };
}
