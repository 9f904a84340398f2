import { expect, test } from 'vitest';
import { parsePolicyOnce } from '../../../pricing/policy/parse-policy-once.js';
import { parsePolicy } from '../../../pricing/policy/parse-policy.js';
import { policyText, PRICES, RATIO, TOLL } from './policy-texts.js';

test('parsePolicyOnce answers as parsePolicy, from what it read before only for the same text, name and sections', () => {
  const text = policyText(PRICES + RATIO);
  const sections = [TOLL];
  const read = parsePolicyOnce(text, 'p.yaml', sections);
  expect(read).toEqual(parsePolicy(text, 'p.yaml', sections));
  expect(parsePolicyOnce(text, 'p.yaml', sections)).toBe(read);
  for (const [otherText, path, others] of [
    [text.replace('10.50', '10.60'), 'p.yaml', sections],
    [text, 'q.yaml', sections],
    [text, 'p.yaml', []],
  ] as const) {
    const other = parsePolicyOnce(otherText, path, others);
    expect(other).not.toEqual(read);
    expect(other).toEqual(parsePolicy(otherText, path, others));
  }
});
