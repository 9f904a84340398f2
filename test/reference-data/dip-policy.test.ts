import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nationalDipPolicy, packageRoot, parseDipPolicy, ReferenceDataError } from '../../reference-data/index.js';

const faultsOf = (text: string): string => {
  try {
    parseDipPolicy(text, 'policy.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(ReferenceDataError);
    return (error as ReferenceDataError).text('en');
  }
  throw new Error('the policy was accepted');
};

describe('parseDipPolicy', () => {
  test('the README shows every choice with its default', () => {
    const readme = readFileSync(join(packageRoot(), 'reference-data', 'README.md'), 'utf8');
    const [example] = [...readme.matchAll(/```yaml\n(kind: dip-grouping[\s\S]*?)```/g)].map((match) => match[1]!);
    const { choices } = parseDipPolicy(example!, 'README.md');
    expect(choices).toEqual(nationalDipPolicy().choices);
    const shown = Object.keys(choices).filter((name) => !example!.includes(`  ${name}: `));
    expect(shown).toEqual([]);
  });

  test.each([
    ['a misspelt choice', 'kind: dip-grouping\nregion: x\nsource: y\nchoices: { xqPositon: any }', /xqPositon/],
    ['a value that is none', 'kind: dip-grouping\nregion: x\nsource: y\nchoices: { xqPosition: some }', /choices.xqPosition/],
    [
      'a class of rows that is none',
      'kind: dip-grouping\nregion: x\nsource: y\nselection: { final: [core surgery] }',
      /core surgery/,
    ],
    ['a step that is none', 'kind: dip-grouping\nregion: x\nsource: y\nselection: { steps: [most] }', /selection.steps.0/],
    ['no source', 'kind: dip-grouping\nregion: x', /source/],
    ['a day that is none', 'kind: dip-grouping\nregion: x\nsource: y\neffectiveFrom: 2027-02-30', /effectiveFrom/],
    ['no YAML', 'kind: [', /policy.yaml/],
    ['a key twice', 'kind: dip-grouping\nkind: dip-grouping', /policy.yaml/],
  ])('%s is refused and named', (_why, text, named) => {
    expect(faultsOf(text)).toMatch(named);
  });

  test('all faults are told at once', () => {
    const text = faultsOf('kind: dip-grouping\nregion: x\nsource: y\nchoices: { xqPosition: some, emptyRow: never }');
    expect(text).toMatch(/xqPosition/);
    expect(text).toMatch(/emptyRow/);
  });
});
