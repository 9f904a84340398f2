/** A decimal of a policy, exactly, and as it was printed. The denominator is a power of ten. */
export interface ExactDecimal {
  readonly printed: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,12}))?$/;

/** Reads a plain decimal of zero or more, without sign, exponent or thousands separators. @returns undefined for anything else. */
export function exactDecimal(printed: string): ExactDecimal | undefined {
  const [, whole, places = ''] = DECIMAL.exec(printed) ?? [];
  if (whole === undefined) return undefined;
  return { printed, numerator: BigInt(whole + places), denominator: 10n ** BigInt(places.length) };
}

/** A fraction with a denominator above zero. */
type Fraction = Pick<ExactDecimal, 'numerator' | 'denominator'>;

/** Below zero, zero or above zero, as a is less than, equal to or more than b. */
export function compareExactly(a: Fraction, b: Fraction): -1 | 0 | 1 {
  // Whole numbers are most of what is compared.
  const isAlike = a.denominator === b.denominator;
  const left = isAlike ? a.numerator : a.numerator * b.denominator;
  const right = isAlike ? b.numerator : b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}
