import { parseRatio, PricingError, type ChargeLine, type Ratio } from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';

/** Names of the numbers of an item, the product's own first. */
const NAMES = {
  price: ['price', 'pric', '单价'],
  count: ['count', 'cnt', '数量'],
  ceiling: ['ceiling', 'pric_uplmt_amt', '限价'],
  firstPayShare: ['firstPayShare', 'selfpay_prop', '先行自付比例'],
} as const;

const SELF_PAID = ['isSelfPaid', 'selfPaid', '全自费'] as const;

/**
 * Reads the items of a bill from JSON.
 *
 * @throws PRICING_FACT_MISSING, PRICING_FACT_UNREADABLE naming the item, from 1
 */
export function readChargeLines(caseId: string, value: unknown): readonly ChargeLine[] {
  if (!Array.isArray(value)) throw new PricingError('PRICING_FACT_UNREADABLE', { case: caseId, what: 'lines' });
  return value.map((item: unknown, place) => {
    if (typeof item !== 'object' || item === null)
      throw new PricingError('PRICING_FACT_UNREADABLE', { case: caseId, what: `lines[${place + 1}]` });
    return readLine(caseId, place + 1, item as Readonly<Record<string, unknown>>);
  });
}

function readLine(caseId: string, place: number, item: Readonly<Record<string, unknown>>): ChargeLine {
  const number = (field: keyof typeof NAMES): Ratio | undefined => {
    const value = stated(item, NAMES[field]);
    return value === undefined ? undefined : readNumber(value, `lines[${place}].${field}`, caseId);
  };
  const needed = (field: keyof typeof NAMES): Ratio => {
    const found = number(field);
    if (found === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: caseId, field: `lines[${place}].${field}` });
    return found;
  };
  const selfPaid = stated(item, SELF_PAID);
  const isSelfPaid = selfPaid === true || /^(?:true|yes|1|是)$/i.test(String(selfPaid ?? ''));
  const [price, count, ceiling] = [needed('price'), needed('count'), number('ceiling')];
  // An item outside the catalogue is paid by the person whatever its share says.
  const firstPayShare = isSelfPaid ? (number('firstPayShare') ?? NOTHING) : needed('firstPayShare');
  return { price, count, ceiling, firstPayShare, isSelfPaid };
}

const NOTHING: Ratio = { numerator: 0n, denominator: 1n };

function stated(item: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  const name = names.find((one) => item[one] !== undefined && item[one] !== null && item[one] !== '');
  return name === undefined ? undefined : item[name];
}

function readNumber(value: unknown, what: string, caseId: string): Ratio {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  try {
    return parseRatio(text);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new PricingError('PRICING_FACT_UNREADABLE', { case: caseId, what: `${what}=${text}` });
  }
}
