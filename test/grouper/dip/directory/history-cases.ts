import { CaseHistory, type BuilderKnowledge, type HistoryCase } from '../../../../grouper/index.js';
import { parseDirectoryPolicy, type DirectoryPolicy, type TreatmentAttribute } from '../../../../reference-data/index.js';

/** A case of history in short: what is not stated is ordinary. */
export function historyCase(stated: Partial<HistoryCase> & { readonly cost: number }): HistoryCase {
  return { year: 0, hospitalId: 'H1', diagnosis: 'C54.1', mainProcedure: '', related: [], ...stated };
}

/** So many equal cases. */
export function casesOf(count: number, stated: Partial<HistoryCase> & { readonly cost: number }): HistoryCase[] {
  return Array.from({ length: count }, () => historyCase(stated));
}

export function historyOf(cases: readonly HistoryCase[], years = 1): CaseHistory {
  const history = new CaseHistory(years);
  for (const one of cases) history.add(one);
  return history;
}

/** A policy with a fixed threshold of 15 and one year, changed by lines of YAML. */
export function policyOf(lines = ''): DirectoryPolicy {
  const own = (key: string) => new RegExp(`^${key}:`, 'm').test(lines);
  const base = [
    'kind: dip-directory',
    'region: test',
    'source: invented',
    ...(own('threshold') ? [] : ['threshold: { method: fixed, cases: 15 }']),
    ...(own('years') ? [] : ['years: { weights: [1] }']),
  ];
  return parseDirectoryPolicy([...base, lines].join('\n'), 'test.yaml');
}

const ATTRIBUTES: Readonly<Record<string, TreatmentAttribute>> = {
  '6': 'surgical',
  '3': 'interventional',
  '4': 'diagnostic',
  '9': 'therapeutic',
};

/** Attributes by the first digit; no library, no list of pairs. */
export const KNOWLEDGE: BuilderKnowledge = {
  hasLibrary: false,
  attributeOfProcedure: (code) => ATTRIBUTES[code.slice(0, 1)],
  isPrimaryCarePair: () => false,
};
