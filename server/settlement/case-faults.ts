import { SettlementError } from './errors.js';
import type { PricedLine } from './priced-line.js';

/** Examples of a fault that a message names. */
const EXAMPLES = 3;

/** Faults of cases for which the whole settlement is refused, with some examples of each: everything else is a row that says why. */
export class CaseFaults {
  readonly #period: string;
  readonly #isTrial: boolean;
  readonly #outside: string[] = [];
  #outsideCount = 0;
  readonly #withoutLevel = new Set<string>();
  readonly #levels = new Map<string, Set<string>>();
  #ofPolicy: { readonly example: string; readonly why: string } | undefined;
  #ofPolicyCount = 0;
  #before: PricedLine | undefined;

  /**
   * @param period `YYYY-MM` or `YYYY`: days of it begin with it.
   * @param isTrial Policy and scheme are tried: a case that they cannot price is one more that nothing is settled for.
   */
  constructor(period: string, isTrial: boolean) {
    this.#period = period;
    this.#isTrial = isTrial;
  }

  /** Looks at a case. @param line Cases come in the order of their lines. @throws SETTLEMENT_CASE_TWICE */
  look(line: PricedLine): void {
    const { hospital, caseId, on, level, error, origin } = line;
    const before = this.#before;
    if (caseId !== '' && before?.caseId === caseId && before.hospital === hospital)
      throw new SettlementError('SETTLEMENT_CASE_TWICE', { hospital, case: caseId });
    this.#before = line;
    if (on !== '' && !on.startsWith(`${this.#period}-`)) {
      this.#outsideCount++;
      if (this.#outside.length < EXAMPLES) this.#outside.push(`${caseId} (${on})`);
    } else if (error.startsWith('PRICING_NO_COEFFICIENT') || error === 'PRICING_FACT_MISSING:hospitalLevel')
      this.#withoutLevel.add(hospital);
    else if (origin === 'scheme' && !this.#isTrial) {
      this.#ofPolicyCount++;
      this.#ofPolicy ??= { example: caseId, why: error };
    }
    if (level !== '') this.#levelsOf(hospital).add(level);
  }

  /**
   * Refuses what may not be settled, once all cases were looked at.
   *
   * @throws SETTLEMENT_CASES_OUTSIDE, SETTLEMENT_HOSPITAL_WITHOUT_LEVEL, SETTLEMENT_LEVELS_DISAGREE, SETTLEMENT_CASES_NOT_PRICED
   */
  refuse(): void {
    if (this.#outsideCount > 0) {
      const details = { count: String(this.#outsideCount), period: this.#period, examples: this.#outside.join(', ') };
      throw new SettlementError('SETTLEMENT_CASES_OUTSIDE', details);
    }
    if (this.#withoutLevel.size > 0) {
      const hospitals = [...this.#withoutLevel].map((hospital) => (hospital === '' ? '""' : hospital)).join(', ');
      throw new SettlementError('SETTLEMENT_HOSPITAL_WITHOUT_LEVEL', { hospitals });
    }
    for (const [hospital, levels] of this.#levels)
      if (levels.size > 1)
        throw new SettlementError('SETTLEMENT_LEVELS_DISAGREE', { hospital, levels: [...levels].sort().join(', ') });
    if (this.#ofPolicy !== undefined)
      throw new SettlementError('SETTLEMENT_CASES_NOT_PRICED', { count: String(this.#ofPolicyCount), ...this.#ofPolicy });
  }

  /** Level of each hospital that states one. */
  levels(): ReadonlyMap<string, string> {
    return new Map([...this.#levels].map(([hospital, [level]]) => [hospital, level!]));
  }

  #levelsOf(hospital: string): Set<string> {
    const known = this.#levels.get(hospital);
    if (known !== undefined) return known;
    const levels = new Set<string>();
    this.#levels.set(hospital, levels);
    return levels;
  }
}
