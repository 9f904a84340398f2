import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as pricing from '../../../pricing/index.js';
import * as referenceData from '../../../reference-data/index.js';
import * as choices from '../../../server/cli/choices.js';
import { RESULT_FORMATS } from '../../../server/grouping/result-rows.js';
import { CASE_FORMATS } from '../../../server/intake/index.js';

/** Modules of ours that are loaded with one: what it and they import as values at their head. */
function loadedWith(path: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(path)) return known;
  known.add(path);
  const heads = readFileSync(path, 'utf8').matchAll(/^(?:import|export)(?! type)[^;]*? from '(\.[^']*)\.js';/gm);
  for (const [, module] of heads) loadedWith(join(dirname(path), `${module}.ts`), known);
  return known;
}

describe('the program', () => {
  test('is defined without what its commands run: no engine, no reader of cases, no service', () => {
    const root = referenceData.packageRoot();
    const loaded = [...loadedWith(join(root, 'server/cli/main.ts'))].map((path) => relative(root, path));
    expect(loaded).toContain('server/cli/define-settle.ts');
    expect(loaded.filter((path) => /^(grouper|pricing|server\/(cli\/commands|intake|http|batch))\//.test(path))).toEqual([]);
  });

  test('allows what the owners of its lists allow, in their order', () => {
    const { DIP_OPERATORS, PROCEDURE_CODE_READINGS } = referenceData;
    const { EVIDENCE, REVIEW_PAYMENTS, VOTES } = pricing;
    const owned = { CASE_FORMATS, RESULT_FORMATS, DIP_OPERATORS, PROCEDURE_CODE_READINGS, EVIDENCE, REVIEW_PAYMENTS, VOTES };
    expect({ ...choices }).toEqual(owned);
  });
});
