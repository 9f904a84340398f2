import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRICING_ERRORS } from '../../pricing/errors.js';
import { POLICY_FINDINGS } from '../../pricing/policy/findings.js';
import { packageRoot } from '../../reference-data/index.js';

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
// A record that cannot be read is refused where records are read.
const sources = ['pricing', 'server']
  .flatMap((folder) => readdirSync(join(packageRoot(), folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !['errors.ts', 'findings.ts'].includes(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

describe('PRICING_ERRORS', () => {
  test.each(Object.entries(PRICING_ERRORS))(
    '%s says what and what to do, in both languages, and is used',
    (code, { what, fix }) => {
      expect(code).toMatch(/^PRICING_[A-Z_]+$/);
      for (const text of [what, fix]) {
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(placeholders(text.zh)).toEqual(placeholders(text.en));
      }
      expect(sources.some((source) => source.includes(`'${code}'`))).toBe(true);
    },
  );
});

describe('POLICY_FINDINGS', () => {
  test.each(Object.entries(POLICY_FINDINGS))('%s has words in both languages, and is used', (code, { text }) => {
    expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(placeholders(text.zh)).toEqual(placeholders(text.en));
    expect(sources.some((source) => source.includes(`'${code}'`))).toBe(true);
  });
});
