// A small section and policies in YAML that use it.
import { parsePolicy } from '../../../pricing/policy/parse-policy.js';
import { optional, required } from '../../../pricing/policy/parameter.js';
import { checkPolicy, readPolicy, type CheckedPolicy } from '../../../pricing/policy/read-policy.js';
import { policySection } from '../../../pricing/policy/section.js';
import { bounds, flag, positive, share, sharesOfOne } from '../../../pricing/policy/values.js';

export const TOLL = policySection({
  id: 'toll',
  title: { zh: '测试', en: 'A section for tests' },
  parameters: {
    price: required('yuan', { zh: '单价', en: 'Price' }, positive, { isPerFund: true }),
    ratio: required('1', { zh: '比例', en: 'Ratio' }, share),
    limit: optional('day', { zh: '天数', en: 'Days' }, bounds),
    parts: optional('1', { zh: '分配', en: 'Parts' }, sharesOfOne),
    strict: optional('choice', { zh: '严格', en: 'Strict' }, flag),
  },
  check: ({ limit, strict }) =>
    strict?.value === true && limit === undefined
      ? [{ parameter: 'limit', message: { zh: '严格时须有天数', en: 'strict needs a limit' } }]
      : [],
});

/** Head of a policy; the keys of a text after it win nothing, so a test replaces lines of it. */
export const HEAD = `kind: payment-policy
region: '990000'
name: { zh: 测试市, en: Testville }
effective: { from: 2026-01-01, until: 2028-01-01 }
funds: [employee, resident]
sources:
  law: { document: 办法, number: 测〔2026〕1号, evidence: official }
  press: { document: 报道, number: 无, evidence: secondary }
  guess: { document: 估计, number: 无, evidence: assumed }
  made-up: { document: 虚构, number: 无, evidence: invented }
`;

/** One entry from a day on. */
export const entry = (value: string, from = '2026-01-01', rest = 'source: law'): string =>
  `{ from: ${from}, value: ${value}, ${rest} }`;

/** The prices of both funds. */
export const PRICES = `    price: { unit: yuan, history: { employee: [${entry('10.50')}], resident: [${entry('8')}] } }
`;
export const RATIO = `    ratio: { unit: '1', history: { everyFund: [${entry('0.70')}] } }
`;

export const policyText = (toll: string, head = HEAD): string => `${head}sections:
  toll:
${toll}`;

const SECTIONS = [TOLL];

/** `code at` of everything that is wrong with one file by itself, but for sources that nobody cites. */
export function found(text: string): string[] {
  const { findings } = parsePolicy(text, 'p.yaml', SECTIONS);
  return findings.filter(({ code }) => code !== 'source-unused').map(({ code, at }) => `${code} ${at}`);
}

const reader = (files: Readonly<Record<string, string>>) => (path: string) => {
  const text = files[path];
  return text === undefined ? Promise.reject(new Error(`no file ${path}`)) : Promise.resolve(text);
};

export const checked = (files: Readonly<Record<string, string>>, path = 'p.yaml'): Promise<CheckedPolicy> =>
  checkPolicy(path, reader(files), SECTIONS);
export const read = (files: Readonly<Record<string, string>>, path = 'p.yaml') => readPolicy(path, reader(files), SECTIONS);

/** `code at` of everything that is wrong with files that extend one another. */
export async function foundInAll(files: Readonly<Record<string, string>>, path = 'p.yaml'): Promise<string[]> {
  const { findings } = await checked(files, path);
  return findings
    .filter(({ code }) => code !== 'source-unused')
    .map(({ code, at, details }) => [code, at, details['fund'] ?? ''].join(' ').trim());
}
