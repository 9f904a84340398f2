import {
  EVERY_FUND,
  EVIDENCE_NAMES,
  plainValue,
  printValue,
  UNITS,
  type Citation,
  type ParameterInForce,
  type PaymentPolicy,
} from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';

/** A policy as it holds on one day, for people: each parameter with value, unit, first day, document and grade. */
export function printPolicyInForce(
  policy: PaymentPolicy,
  parameters: readonly ParameterInForce[],
  on: string,
  language: Language,
): string {
  const { name, region } = policy.documents[0];
  const demonstration = policy.isDemonstration ? ` · ${language === 'zh' ? '演示' : 'demonstration'}` : '';
  const lines = [`${name[language]} (${region}) · ${on}${demonstration}`];
  let section = '';
  for (const parameter of parameters) {
    if (parameter.section !== section) lines.push('', parameter.section);
    section = parameter.section;
    const { unit } = parameter.citation;
    const fund = parameter.fund === EVERY_FUND ? '' : ` [${parameter.fund}]`;
    const value = [printValue(parameter.value), UNITS[unit][language]].filter((part) => part !== '').join(' ');
    lines.push(`  ${parameter.parameter} ${parameter.title[language]}${fund}: ${value}`);
    lines.push(`    ${printCitation(parameter.citation, language)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The document behind a number on one line. */
export function printCitation({ from, region, source }: Citation, language: Language): string {
  const { document, number, clause, evidence } = source;
  const title = language === 'zh' ? `《${document}》` : `"${document}"`;
  const since = language === 'zh' ? `${from}起` : `from ${from}`;
  return [`${title} ${number} ${clause}`.trim(), since, region, EVIDENCE_NAMES[evidence][language]].join(' · ');
}

/** The same for machines. */
export function policyInForceJson(parameters: readonly ParameterInForce[]): readonly object[] {
  return parameters.map(({ section, parameter, fund, value, citation: { unit, from, region, source } }) => ({
    section,
    parameter,
    fund,
    value: plainValue(value),
    unit,
    from,
    region,
    source,
  }));
}
