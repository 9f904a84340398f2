import type { BilingualText } from '../../reference-data/index.js';
import type { Citation, Sourced } from './citation.js';
import { EVERY_FUND } from './parameter.js';
import type { PaymentPolicy } from './payment-policy.js';
import type { AnySection, Parameters } from './section.js';

/** A parameter as it holds on one day. */
export interface ParameterInForce {
  readonly section: string;
  readonly parameter: string;
  readonly title: BilingualText;
  /** A fund, or `everyFund` where all of them have the same value from the same document. */
  readonly fund: string;
  readonly value: unknown;
  readonly citation: Citation;
}

/**
 * Everything that a policy says on one day, for whoever reads it: section by section, with the documents.
 *
 * @throws as `PaymentPolicy.section`
 */
export function policyInForce(policy: PaymentPolicy, sections: readonly AnySection[], on: string): readonly ParameterInForce[] {
  const { funds } = policy.documents[0];
  return sections
    .filter((section) => policy.hasSection(section))
    .flatMap((section) => {
      const byFund = funds.map((fund) => ({ fund, values: policy.section(section, { fund, on, purpose: 'estimate' }) }));
      return Object.entries(section.parameters as Parameters).flatMap(([parameter, { title }]) => {
        const found = byFund.flatMap(({ fund, values }) => {
          const one = (values as Readonly<Record<string, Sourced<unknown> | undefined>>)[parameter];
          return one === undefined ? [] : [{ section: section.id, parameter, title, fund, ...one }];
        });
        const [first] = found;
        const isShared = found.length === funds.length && found.every((one) => one.value === first!.value);
        return isShared ? [{ ...first!, fund: EVERY_FUND }] : found;
      });
    });
}
