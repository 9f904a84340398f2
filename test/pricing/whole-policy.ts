// Policies of several sections for tests, written as plain values and read by the real reader.
import { stringify } from 'yaml';
import { EVERY_FUND } from '../../pricing/policy/parameter.js';
import type { PaymentPolicy } from '../../pricing/policy/payment-policy.js';
import { readPolicy } from '../../pricing/policy/read-policy.js';
import type { Parameters } from '../../pricing/policy/section.js';
import { SECTIONS } from '../../pricing/sections.js';

export type SectionTexts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const FUNDS = ['employee', 'resident'];

/** DIP and DRG by rate, beside payment at cost of short stays: what tests of whole cases begin with. */
export const SMALL_SECTIONS = {
  rounding: { amount: 'half-up 2' },
  router: {
    routes: [
      { id: 'not-grouped', when: { grouped: 'false' }, to: 'return-record' },
      { id: 'level-1', when: { hospitalLevels: ['1'] }, to: 'drg-rate', budget: 'beside-points', review: 'true' },
      { id: 'grouped', to: 'dip' },
    ],
  },
  'fund-payment': { form: 'less-others', negativeRule: 'floor-at-zero' },
  dip: {
    pointValue: '10',
    hospitalCoefficients: [
      { level: '3', coefficient: '1' },
      { level: '2', coefficient: '0.9' },
    ],
    zones: [{ zone: 'low', when: '< 0.5', pays: 'ratio', factors: ['hospital'] }],
    reference: { of: 'payment-standard', factors: ['hospital'] },
  },
  'drg-rate': { baseRate: '12000', hospitalCoefficients: [{ coefficient: '1' }] },
} as const satisfies SectionTexts;

/** The text of a policy with these sections. @param head Keys of the head that a test wants otherwise. */
export function policyFile(sections: SectionTexts = SMALL_SECTIONS, head: object = {}, grade = 'official'): string {
  return stringify({
    kind: 'payment-policy',
    region: 'test',
    name: { zh: '测试', en: 'Test' },
    effective: { from: '2026-01-01' },
    funds: FUNDS,
    sources: { test: { document: '测试文件', number: '测试〔2026〕1号', evidence: grade } },
    sections: Object.fromEntries(Object.entries(sections).map(([id, values]) => [id, written(id, values)])),
    ...head,
  });
}

/** Reads such a policy. @throws where the reader finds an error in it. */
export function wholePolicy(...text: Arguments<typeof policyFile>): Promise<PaymentPolicy> {
  return readPolicy('test.yaml', () => Promise.resolve(policyFile(...text)), SECTIONS);
}

type Arguments<F extends (...args: never[]) => unknown> = F extends (...args: infer A) => unknown ? A : never;

function written(id: string, values: Readonly<Record<string, unknown>>): object {
  const parameters = SECTIONS.find((section) => section.id === id)!.parameters as Parameters;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const entry = [{ from: '2026-01-01', value, source: 'test', clause: '第1条' }];
      const { unit, isPerFund } = parameters[name]!;
      return [name, { unit, history: Object.fromEntries((isPerFund ? FUNDS : [EVERY_FUND]).map((fund) => [fund, entry])) }];
    }),
  );
}
