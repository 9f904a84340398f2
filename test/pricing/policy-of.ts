// Policies for tests, written as plain values and read by the real reader.
import { stringify } from 'yaml';
import { EVERY_FUND } from '../../pricing/policy/parameter.js';
import { parsePolicy } from '../../pricing/policy/parse-policy.js';
import { PaymentPolicy } from '../../pricing/policy/payment-policy.js';
import type { AnySection, Parameters, PolicySection, SectionValues } from '../../pricing/policy/section.js';
import { ROUNDING } from '../../pricing/rounding-section.js';
import type { MethodContext } from '../../pricing/payment-method.js';

/** A day on which every policy of the tests is in force. */
export const TEST_DAY = '2026-06-01';
const FUNDS = ['employee', 'resident'];

/** Reads a policy that holds these values for every fund. @throws when the reader finds an error in it. */
export function policyOf<P extends Parameters>(
  section: PolicySection<P>,
  values: Readonly<Record<string, unknown>>,
): PaymentPolicy {
  const text = stringify({
    kind: 'payment-policy',
    region: 'test',
    name: { zh: '测试', en: 'Test' },
    effective: { from: '2026-01-01' },
    funds: FUNDS,
    sources: { test: { document: '测试文件', number: '测试〔2026〕1号', evidence: 'official' } },
    sections: {
      [section.id]: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(section, name, value)])),
    },
  });
  const { document, findings } = parsePolicy(text, 'test.yaml', [section]);
  const errors = findings.filter(({ level }) => level === 'error');
  if (document === undefined || errors.length > 0) throw new Error(JSON.stringify(errors));
  return new PaymentPolicy([document]);
}

/** The values of a section as a method is handed them. */
export function valuesOf<P extends Parameters>(
  section: PolicySection<P>,
  values: Readonly<Record<string, unknown>>,
  fund = 'resident',
): SectionValues<P> {
  return policyOf(section, values).section(section, { fund, on: TEST_DAY, purpose: 'settlement' });
}

/** What methods are handed beside their section: halves up to the fen, points exact, unless the test says otherwise. */
export function contextOf(rounding: Readonly<Record<string, string>> = {}): MethodContext {
  return { rounding: valuesOf(ROUNDING, { amount: 'half-up 2', ...rounding }) };
}

function written({ parameters }: AnySection, name: string, value: unknown): unknown {
  const entry = [{ from: '2026-01-01', value, source: 'test', clause: '第1条' }];
  const parameter = (parameters as Parameters)[name];
  if (parameter === undefined) throw new Error(`the section has no parameter ${name}`);
  const funds = parameter.isPerFund ? FUNDS : [EVERY_FUND];
  return { unit: parameter.unit, history: Object.fromEntries(funds.map((fund) => [fund, entry])) };
}
