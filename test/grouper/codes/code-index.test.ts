import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodeIndex, CodeIndexBuilder, isPattern, UNKNOWN_CODE } from '../../../grouper/codes/code-index.js';
import { FlatSections, packSections } from '../../../grouper/flat/flat-sections.js';
import { diagnosisCode } from '../../../grouper/index.js';

function indexOf(...members: string[]) {
  let next = 1;
  const builder = new CodeIndexBuilder(diagnosisCode, () => next++);
  const ids = new Map(members.map((member) => [member, builder.intern(member)]));
  // Packed and opened again, as threads and files have it.
  const index = CodeIndex.open(diagnosisCode, new FlatSections(packSections(builder.finish().sections('codes'))), 'codes');
  const memberOf = (code: string) => [...ids].find(([, id]) => id === index.lookUp(code))?.[0];
  return { builder, index, ids, memberOf };
}

describe('isPattern', () => {
  test.each([
    ['a category with an asterisk', 'I63*', true],
    ['a beginning in the middle of a code', 'I63.90*', true],
    ['a procedure category', '36.0*', true],
    ['everything', '*', true],
    ['a full-width asterisk, which is one in normal form', 'I63＊', true],
    ['a blank behind the asterisk, which normal form drops', 'I63* ', true],
    ['a code', 'I63.900', false],
    ['an asterisk in the middle', 'I63*9', false],
    ['the asterisk of a dagger pair', 'A01.002+G01*', false],
    ['a dagger pair with the dagger itself', 'A01.002†G01*', false],
    ['a dagger pair in full-width signs', 'Ａ０１．００２＋Ｇ０１＊', false],
  ])('%s: %j is %s', (_why, member, expected) => {
    expect(isPattern(member)).toBe(expected);
  });
});

describe('CodeIndex', () => {
  test.each<[why: string, members: string[], code: string, expected: string | undefined]>([
    ['a code is found as it is', ['I63.900'], 'I63.900', 'I63.900'],
    ['a code is found in any spelling', ['I63.900x001'], ' i63.900X001 ', 'I63.900x001'],
    ['a member in another spelling is found by the normal form', ['ｉ63.900'], 'I63.900', 'ｉ63.900'],
    ['a longer code is another code: parents are no wildcards', ['I63.900'], 'I63.900x001', undefined],
    ['a shorter code is another code', ['I63.900x001'], 'I63.900', undefined],
    ['a pattern stands for codes that begin with it', ['I63*'], 'I63.900', 'I63*'],
    ['and for the category itself', ['I63*'], 'I63', 'I63*'],
    ['and for no others', ['I63*'], 'I64.x00', undefined],
    ['of several patterns the longest', ['I*', 'I63*', 'I6*'], 'I63.900', 'I63*'],
    ['a code of its own goes before any pattern', ['I63*', 'I63.900'], 'I63.900', 'I63.900'],
    ['a pattern in another spelling', ['ｉ63.9X＊'], 'I63.9x01', 'ｉ63.9X＊'],
    ['a pattern of nothing but the asterisk stands for every code', ['*'], 'Q99.900', '*'],
    ['a dagger pair is one string', ['A01.002+G01*'], 'A01.002', undefined],
    ['a dagger pair with the dagger itself is that string', ['A01.002†G01*'], 'A01.002+G01*', 'A01.002†G01*'],
    ['its first half does not make it a pattern', ['A01.002†G01*'], 'A01.002+G01.9*', undefined],
    ['a pattern may stand for dagger pairs', ['A01*'], 'A01.002+G01*', 'A01*'],
    ['nothing is in an empty index', [], 'I63.900', undefined],
    ['no text is no code', ['I63.900', 'I63*'], '', undefined],
  ])('%s', (_why, members, code, expected) => {
    expect(indexOf(...members).memberOf(code)).toBe(expected);
  });

  test('a member has one id in all its spellings, and a pattern another than the code of the same text', () => {
    const { builder, ids } = indexOf('I10.x00', 'I10*');
    expect(builder.intern(' i10.X00')).toBe(ids.get('I10.x00'));
    expect(builder.intern('i10*')).toBe(ids.get('I10*'));
    expect(builder.intern('I10')).not.toBe(ids.get('I10*'));
  });

  test('it knows which ids may stand for several codes', () => {
    const { index, ids } = indexOf('I63.900', 'I63*');
    expect([...ids.values(), UNKNOWN_CODE].map((id) => index.isPatternId(id))).toEqual([false, true, false]);
  });

  test('wider patterns come shortest first', () => {
    const { builder, ids } = indexOf('I63.9*', 'I*', 'I63*', 'I64*');
    expect([...builder.wider('I63.900')]).toEqual([ids.get('I*'), ids.get('I63*'), ids.get('I63.9*')]);
  });

  test('the longest pattern is found as by looking through all of them', () => {
    const text = fc.string({ unit: fc.constantFrom('I', '6', '.', 'x'), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.array(text, { maxLength: 8 }), text, (codes, patterns, raw) => {
        const { index, ids } = indexOf(...codes, ...patterns.map((pattern) => `${pattern}*`));
        const code = diagnosisCode(raw);
        const exact = codes.find((known) => diagnosisCode(known) === code);
        const longest = patterns
          .filter((pattern) => code.startsWith(diagnosisCode(pattern)))
          .sort((a, b) => b.length - a.length)[0];
        const expected = exact ?? (longest === undefined ? undefined : `${longest}*`);
        const id = expected === undefined ? UNKNOWN_CODE : ids.get(expected);
        expect(index.lookUp(raw)).toBe(id);
        const bytes = Buffer.from(`|${code}|`);
        expect(index.lookUpBytes(bytes, 1, bytes.length - 1)).toBe(id);
      }),
      { numRuns: 1_000 },
    );
  });
});
