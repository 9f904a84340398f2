import { changeDays, gaps } from './effective-history.js';
import { policyFinding, type PolicyFinding } from './findings.js';
import type { PaymentPolicy } from './payment-policy.js';
import type { AnySection, AnyValues, Parameters } from './section.js';

/** For a gap that never ends. */
const OPEN_END = '∞';

/**
 * Checks what only the joined policy can show: parameters that are missing, days without a value, and values that do not fit together on
 * some day. Every section of the policy is walked for every fund over every day that it covers.
 *
 * @returns Findings in the order of sections, parameters and funds.
 */
export function checkJoinedPolicy(policy: PaymentPolicy, sections: readonly AnySection[]): readonly PolicyFinding[] {
  const { funds } = policy.documents[0];
  const present = sections.filter((section) => policy.hasSection(section));
  return present.flatMap((section) =>
    funds.flatMap((fund) => {
      const missing = coverage(policy, section, fund);
      return missing.length > 0 ? missing : disagreements(policy, section, fund);
    }),
  );
}

function coverage(policy: PaymentPolicy, { id, parameters }: AnySection, fund: string): readonly PolicyFinding[] {
  const { path, effective } = policy.documents[0];
  return Object.entries(parameters as Parameters).flatMap(([name, { isRequired }]) => {
    const at = `sections.${id}.${name}`;
    const histories = policy.historiesOf(id, name, fund);
    if (histories.length === 0) return isRequired ? [policyFinding('parameter-missing', path, at, { fund })] : [];
    return gaps(histories, effective).map(({ from, until = OPEN_END }) => policyFinding('gap', path, at, { fund, from, until }));
  });
}

/** Asks the section's own checks on each day on which one of its values changes; a fault is named once, with the first of its days. */
function disagreements(policy: PaymentPolicy, section: AnySection, fund: string): readonly PolicyFinding[] {
  if (section.check === undefined && section.leadsTo === undefined) return [];
  const { effective } = policy.documents[0];
  const histories = Object.keys(section.parameters).flatMap((name) => policy.historiesOf(section.id, name, fund));
  const findings = new Map<string, PolicyFinding>();
  for (const on of changeDays(histories, effective)) {
    const values = policy.section(section, { fund, on, purpose: 'estimate' });
    for (const finding of [...faults(policy, section, values, { fund, from: on }), ...loose(policy, section, values)]) {
      const key = `${finding.code} ${finding.at} ${finding.details['why'] ?? finding.details['row']}`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return [...findings.values()];
}

function faults(
  { documents: [{ path }] }: PaymentPolicy,
  { id, check }: AnySection,
  values: AnyValues,
  where: { readonly fund: string; readonly from: string },
): readonly PolicyFinding[] {
  return (check?.(values) ?? []).map(({ parameter, message: { zh, en } }) =>
    policyFinding('values-disagree', path, `sections.${id}.${parameter}`, { ...where, why: en, whyZh: zh }),
  );
}

function loose(policy: PaymentPolicy, { id, leadsTo }: AnySection, values: AnyValues): readonly PolicyFinding[] {
  const { path } = policy.documents[0];
  return (leadsTo?.(values) ?? [])
    .filter(({ to }) => !policy.hasSection({ id: to }))
    .map(({ parameter, from, to }) =>
      policyFinding('section-missing', path, `sections.${id}.${parameter}`, { row: from, section: to }),
    );
}
