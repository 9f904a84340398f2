import { printYuan, sumFen, type PaymentPolicy, type Purpose } from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';
import type { CaseSourceDescription } from '../intake/index.js';
import type { NoticeCount, PriceCounts } from './price-counts.js';

/** What a run of pricing did, in figures: printed for people, or as JSON. Amounts are yuan. */
export interface PriceSummary {
  readonly policy: {
    readonly path: string;
    readonly region: string;
    readonly name: BilingualText;
    readonly demonstration: boolean;
  };
  readonly purpose: Purpose;
  /** Absent where no case has a group. */
  readonly scheme?: string;
  readonly input: CaseSourceDescription & { readonly path: string };
  readonly output: string;
  readonly breakdown?: string;
  readonly rows: number;
  readonly pricing: PriceCounts['status'];
  readonly methods: readonly {
    readonly method: string;
    readonly cases: number;
    readonly paymentStandard: string;
    readonly fundPayment: string;
    /** Cases whose fund payment is known: the sum is theirs. */
    readonly casesWithFundPayment: number;
  }[];
  readonly paymentStandard: string;
  readonly fundPayment: string;
  /** By id, with the words of the first. */
  readonly notices: Readonly<Record<string, NoticeCount>>;
  readonly errors: Readonly<Record<string, number>>;
  readonly seconds: number;
}

export function priceSummary(
  counts: PriceCounts,
  run: Omit<
    PriceSummary,
    'policy' | 'rows' | 'pricing' | 'methods' | 'paymentStandard' | 'fundPayment' | 'notices' | 'errors'
  > & {
    readonly policy: PaymentPolicy;
    readonly policyPath: string;
  },
): PriceSummary {
  const { policy, policyPath, ...rest } = run;
  const methods = [...counts.methods].sort(([a, { cases: m }], [b, { cases: n }]) => n - m || (a < b ? -1 : 1));
  const { region, isDemonstration, documents } = policy;
  return {
    policy: { path: policyPath, region, name: documents[0].name, demonstration: isDemonstration },
    ...rest,
    rows: counts.rows,
    pricing: counts.status,
    methods: methods.map(([method, { cases, standard, fund, withFund }]) => ({
      method,
      cases,
      paymentStandard: printYuan(standard),
      fundPayment: printYuan(fund),
      casesWithFundPayment: withFund,
    })),
    paymentStandard: printYuan(sumFen(methods.map(([, { standard }]) => standard))),
    fundPayment: printYuan(sumFen(methods.map(([, { fund }]) => fund))),
    notices: Object.fromEntries(counts.notices),
    errors: Object.fromEntries(counts.errors),
  };
}
