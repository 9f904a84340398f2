import { randomBytes } from 'node:crypto';
import { drawPanel, type AppliedCase, type Expert, type ReviewPayment, type ReviewRegister } from '../../pricing/index.js';
import { ServerError } from '../errors.js';

/** An entry before it is known who makes it, when and why. */
export type MadeEntry = Readonly<Record<string, unknown>>;

/** A draft of the next number of its period. */
export function draftOf(register: ReviewRegister, period: string, one: AppliedCase, replaces?: string): MadeEntry {
  const application = register.nextId(period);
  return { action: 'apply', application, period, case: one, ...(replaces === undefined ? {} : { replaces }) };
}

/** A swap: another case is drafted, takes the place of the first, and is handed in. */
export function swapOf(register: ReviewRegister, application: string, period: string, one: AppliedCase): readonly MadeEntry[] {
  const replacement = register.nextId(period);
  return [
    draftOf(register, period, one, application),
    { action: 'swap', application, replacement },
    { action: 'submit', application: replacement },
  ];
}

export interface DrawTerms {
  readonly experts: readonly Expert[];
  readonly recused?: readonly string[] | undefined;
  /** Drawn by the system's source of randomness where it is absent. */
  readonly seed?: string | undefined;
  readonly size: number;
}

/** A draw; where experts of a panel recuse themselves the same seed goes on, so that the others stay. */
export function drawOf(register: ReviewRegister, id: string, { experts, recused, seed: chosen, size }: DrawTerms): MadeEntry {
  const application = register.application(id);
  const isRedraw = application.state === 'in-panel';
  if (isRedraw && recused === undefined)
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--recused', value: '', allowed: application.panel.join(', ') });
  const seed = isRedraw ? application.seed! : (chosen ?? randomBytes(16).toString('hex'));
  const drawn = drawPanel(experts, {
    application: id,
    hospital: application.case.hospital,
    seed,
    size,
    recused: [...application.recused, ...(recused ?? [])],
    earlier: application.earlierExperts,
  });
  return { action: 'draw', application: id, seed, ...drawn };
}

/** What the votes of an application decide. @param payment Absent: it is rejected. */
export function decisionOf(
  application: string,
  payment: { readonly pays: ReviewPayment; readonly amount: string } | undefined,
): MadeEntry {
  return payment === undefined ? { action: 'reject', application } : { action: 'approve', application, ...payment };
}

/** Every cleared application of a period is published. */
export function publicationOf(register: ReviewRegister, period: string): readonly MadeEntry[] {
  const cleared = register.applications.filter((one) => one.period === period && one.state === 'cleared');
  return cleared.map(({ id }) => ({ action: 'publish', application: id }));
}
