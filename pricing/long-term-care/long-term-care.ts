import { z } from 'zod';
import { paymentBreakdown, type PaymentBreakdown } from '../breakdown.js';
import { notNegative, wholeCount } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { fen, sumFen, type Fen } from '../money.js';
import { required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { share, word, yuan } from '../policy/values.js';
import type { RoundingRules } from '../rounding-section.js';
import { payUnits, SETTLES } from '../unit-price/pay-units.js';

const service = z.strictObject({
  /** `institution`, `home-visit` …: a word of the region. */
  service: word,
  /** Level of the provider, where caps differ by it. */
  level: z.enum(['1', '2', '3']).transform(Number).optional(),
  /** Of a day or a visit. */
  cap: yuan,
  fundRatio: share,
  settles: z.enum(SETTLES),
});

/** What a region decides about long-term care insurance (长期护理保险), which has a fund of its own beside the health funds. */
export const LONG_TERM_CARE = policySection({
  id: 'long-term-care',
  title: { zh: '长期护理保险', en: 'Long-term care' },
  parameters: {
    /** In the order in which rows are tried: the first that fits decides. */
    services: required('table', { zh: '护理服务标准', en: 'Caps of services' }, z.array(service).min(1), { isPerFund: true }),
  },
});

export type LongTermCareValues = ValuesOf<typeof LONG_TERM_CARE>;

/** Days or visits of one service. */
export interface CareService {
  /** Names the bill in errors. */
  readonly bill: string;
  readonly service: string;
  readonly level?: 1 | 2 | 3 | undefined;
  readonly units: number;
  /** What a day or visit cost; needed where it is paid as it cost. */
  readonly actualPerUnit?: Fen | undefined;
}

/** What the fund of long-term care pays. */
export interface LongTermCarePayment {
  /** In the order of the services. */
  readonly byService: readonly Fen[];
  /** Unit: fen; the total of the breakdown. */
  readonly fund: Fen;
  readonly breakdown: PaymentBreakdown;
}

/**
 * Pays care by the day or visit: as it cost up to the cap, or the flat price, times the fund's ratio; each bill rounded once.
 *
 * @throws PRICING_NO_ROW when the policy does not know the service; PRICING_FACT_MISSING, PRICING_FACT_INVALID, PRICING_NOT_A_COUNT
 */
export function longTermCarePayment(
  care: readonly CareService[],
  { services }: LongTermCareValues,
  { amount }: RoundingRules,
): LongTermCarePayment {
  const bills = care.map((bill) => payUnits(paidUnits(bill, services), amount.value));
  const lines = bills.flat();
  const fund = sumFen(lines.map((line) => line.amount));
  const byService = bills.map((own) => sumFen(own.map((line) => line.amount)));
  return { byService, fund, breakdown: paymentBreakdown(fund, lines) };
}

function paidUnits(care: CareService, { value, citation }: LongTermCareValues['services']) {
  const { bill: of } = care;
  const row = value.find(({ service, level }) => service === care.service && (level === undefined || level === care.level));
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of });
  const units = wholeCount(care.units, { of, field: 'units' });
  const { cap: price, fundRatio } = row;
  if (row.settles === 'fixed-rate') return { units, price, fundRatio, citation };
  if (care.actualPerUnit === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: of, field: 'actualPerUnit' });
  const actual = fen(notNegative(care.actualPerUnit, { of, field: 'actualPerUnit' }) * units);
  return { units, price, actual, fundRatio, citation };
}
