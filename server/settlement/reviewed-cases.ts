import { createHash } from 'node:crypto';
import { openApplications, reviewResults, type ReviewResult } from '../../pricing/index.js';
import { openRegister } from '../review/register-file.js';
import { SettlementError } from './errors.js';
import { figureKey } from './input-figures.js';
import type { Basis } from './basis.js';
import type { SettleRequest } from './settle-request.js';

/** A register as a settlement read it: whoever reads so many entries again reads the same, whatever was added since. */
export type ReadRegister = NonNullable<SettleRequest['reviews']>[number] & { readonly entries: number };

/** What special-case review decided for the cases of a period. */
export interface ReviewedCases {
  readonly registers: readonly ReadRegister[];
  /** In the order of their applications. */
  readonly results: readonly ReviewResult[];
  /** Of the registers, as far as they were read; absent where none was. */
  readonly sha256?: string;
}

/**
 * Reads the results of the registers that a settlement was handed.
 *
 * @throws SETTLEMENT_REVIEW_OPEN where applications are not decided yet and that was not accepted; SETTLEMENT_REVIEW_TWICE; SERVER_REGISTER_INVALID
 */
export async function readReviewedCases({
  reviews = [],
  period,
  undecidedAsOrdinary = false,
}: SettleRequest): Promise<ReviewedCases> {
  if (reviews.length === 0) return { registers: [], results: [] };
  const registers: ReadRegister[] = [];
  const heads: string[] = [];
  const results: ReviewResult[] = [];
  for (const { path, entries } of reviews) {
    const opened = await openRegister(path, entries);
    const open = openApplications(opened.register, period);
    if (open.length > 0 && !undecidedAsOrdinary) throw undecided(path, period, open);
    registers.push({ path, entries: opened.entries });
    heads.push(opened.last);
    results.push(...reviewResults(opened.register, period));
  }
  results.sort((a, b) => (a.application < b.application ? -1 : 1));
  refuseTwice(results);
  return { registers, results, sha256: createHash('sha256').update(heads.sort().join('\n')).digest('hex') };
}

/** Applications that a message names. */
const EXAMPLES = 5;

function undecided(
  path: string,
  period: string,
  open: readonly { readonly id: string; readonly state: string }[],
): SettlementError {
  const named = open.slice(0, EXAMPLES).map(({ id, state }) => `${id} (${state})`);
  const applications = [...named, ...(open.length > EXAMPLES ? ['…'] : [])].join(', ');
  return new SettlementError('SETTLEMENT_REVIEW_OPEN', { path, period, count: String(open.length), applications });
}

/** Registers hold a case once each; several of them may not decide the same one. */
function refuseTwice(results: readonly ReviewResult[]): void {
  const known = new Map<string, string>();
  for (const { hospital, caseId, application } of results) {
    const key = figureKey(hospital, caseId);
    const other = known.get(key);
    if (other !== undefined) throw new SettlementError('SETTLEMENT_REVIEW_TWICE', { hospital, case: caseId, application, other });
    known.set(key, application);
  }
}

/**
 * A special case is settled once: by its register or by an entry, and in the year by the registers that its months were settled by.
 *
 * @throws SETTLEMENT_REVIEW_TWICE, SETTLEMENT_REVIEW_LEFT_OUT
 */
export function refuseBookedResults(
  { kind, period }: SettleRequest,
  { registers, results }: ReviewedCases,
  { entries, entriesOfMonths, builtOn }: Pick<Basis, 'entries' | 'entriesOfMonths' | 'builtOn'>,
): void {
  const month = builtOn.find(({ identity }) => identity.kind === 'month' && identity.files['reviews'] !== undefined);
  if (kind === 'year' && registers.length === 0 && month !== undefined)
    throw new SettlementError('SETTLEMENT_REVIEW_LEFT_OUT', { period, month: month.identity.period });
  for (const entry of [...entries, ...entriesOfMonths].filter((one) => one.kind === 'special-case')) {
    const { hospital, refersTo, id } = entry;
    const of = results.find(
      (one) => one.hospital === hospital && (refersTo === one.application || refersTo.split(':').at(-1) === one.caseId),
    );
    if (of !== undefined)
      throw new SettlementError('SETTLEMENT_REVIEW_TWICE', { hospital, case: of.caseId, application: of.application, other: id });
  }
}
