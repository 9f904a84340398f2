import type { BilingualText } from '../../reference-data/index.js';
import type { Unit } from './units.js';

/** How well a number is founded, best first. What a settlement may rest on is for `mayBeUsed` to say. */
export const EVIDENCE = ['official', 'secondary', 'assumed', 'invented'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** What the grades are called. */
export const EVIDENCE_NAMES: Readonly<Record<Evidence, BilingualText>> = {
  official: { zh: '正式文件', en: 'official' },
  secondary: { zh: '转引', en: 'secondary' },
  assumed: { zh: '假定', en: 'assumed' },
  invented: { zh: '虚构', en: 'invented' },
};

/** A settlement pays money; an estimate shows what would be paid, and marks what it rests on. */
export type Purpose = 'settlement' | 'estimate';

/** The document behind a number. */
export interface SourceCitation {
  readonly document: string;
  readonly number: string;
  readonly clause: string;
  readonly evidence: Evidence;
  readonly issuer?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly issued?: string | undefined;
  readonly url?: string | undefined;
}

/** Which parameter gave a number, since when, and on which document. */
export interface Citation {
  /** `dip.pointValue`, or the name of an imported table. */
  readonly parameter: string;
  readonly unit: Unit;
  /** `YYYY-MM-DD`, the first day on which the value holds. */
  readonly from: string;
  /** Region that decided it: a city's policy also hands on what its province decided. */
  readonly region: string;
  readonly source: SourceCitation;
}

/** A value and where it comes from. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly citation: Citation;
}

/** Whether a value of this grade may be used: nothing assumed settles, and nothing invented outside a demonstration. */
export function mayBeUsed(evidence: Evidence, purpose: Purpose, isDemonstration: boolean): boolean {
  if (purpose === 'estimate') return true;
  return evidence === 'official' || evidence === 'secondary' || (evidence === 'invented' && isDemonstration);
}

/** The weakest of several grades: what an answer that rests on all of them says of itself. */
export function weakestEvidence(grades: Iterable<Evidence>): Evidence {
  return [...grades].reduce<Evidence>(
    (weakest, grade) => (EVIDENCE.indexOf(grade) > EVIDENCE.indexOf(weakest) ? grade : weakest),
    'official',
  );
}
