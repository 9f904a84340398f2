import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRule, RuleSyntaxError, type Rule } from '../../../grouper/index.js';

const inSet = (field: 'ZYZD' | 'QTZD' | 'ZYSS' | 'QTSS', ...sets: string[]): Rule => ({
  kind: 'membership',
  fields: [field],
  negated: false,
  sets,
});
const [A, B, C] = [inSet('ZYZD', 'DI_A'), inSet('QTZD', 'DI_B'), inSet('ZYSS', 'OP_C')];

/** Place and words of a syntax error. */
function faultIn(rule: string): Pick<RuleSyntaxError, 'at' | 'expected' | 'found'> | 'no fault' {
  try {
    parseRule(rule);
    return 'no fault';
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    return { at: error.at, expected: error.expected, found: error.found };
  }
}

describe('parseRule', () => {
  test.each<[why: string, text: string, tree: Rule]>([
    ['no text is always true', '', { kind: 'always' }],
    ['blanks alone are no text', ' \u3000\u00a0\n_x000D_\t', { kind: 'always' }],
    ['a bare number is a constant', '1', { kind: 'constant', value: 1 }],
    ['zero is a constant too', '0', { kind: 'constant', value: 0 }],
    ['one field, one set', 'ZYZD in DI_A', A],
    ['braces around one item say nothing', '{ZYZD} in {DI_A}', A],
    ['sets in braces are united', 'QTZD in {MCC, CC}', inSet('QTZD', 'MCC', 'CC')],
    [
      'fields in braces are pooled',
      '{ZYSS, QTSS} in OP_ALL',
      { kind: 'membership', fields: ['ZYSS', 'QTSS'], negated: false, sets: ['OP_ALL'] },
    ],
    [
      '`not in` belongs to the membership',
      'ZYSS not in OP_ALL',
      { kind: 'membership', fields: ['ZYSS'], negated: true, sets: ['OP_ALL'] },
    ],
    [
      '`not in` of pooled fields',
      '{ZYSS,QTSS} not in {OP_A,OP_B}',
      { kind: 'membership', fields: ['ZYSS', 'QTSS'], negated: true, sets: ['OP_A', 'OP_B'] },
    ],
    ['`not` before an atom', 'not ZYZD in DI_A', { kind: 'not', term: A }],
    ['`not` before brackets', 'not (ZYZD in DI_A)', { kind: 'not', term: A }],
    ['`not` twice', 'not not ZYZD in DI_A', { kind: 'not', term: { kind: 'not', term: A } }],
    [
      '`not` directly before its bracket and before `not in`',
      'not(ZYSS not in OP_C)',
      { kind: 'not', term: { kind: 'membership', fields: ['ZYSS'], negated: true, sets: ['OP_C'] } },
    ],
    [
      'counting, as IC2 of 3.0 has it',
      'length(OP_IC2 ∩ {ZYSS, QTSS})>=2',
      { kind: 'counting', sets: ['OP_IC2'], fields: ['ZYSS', 'QTSS'], comparison: '>=', bound: 2 },
    ],
    [
      'counting over several sets and one field',
      'LENGTH({OP_A,OP_B}∩QTSS) = 1',
      { kind: 'counting', sets: ['OP_A', 'OP_B'], fields: ['QTSS'], comparison: '=', bound: 1 },
    ],
    ['a comparison without blanks', 'XSRTL<29', { kind: 'comparison', field: 'XSRTL', comparison: '<', bound: 29 }],
    ['a comparison with blanks', 'XB = 1', { kind: 'comparison', field: 'XB', comparison: '=', bound: 1 }],
    ['part hours', 'ICUXS>120.5', { kind: 'comparison', field: 'ICUXS', comparison: '>', bound: 120.5 }],
    ['at most', 'NL<=6', { kind: 'comparison', field: 'NL', comparison: '<=', bound: 6 }],
    ['full-width at most', 'NL≤６', { kind: 'comparison', field: 'NL', comparison: '<=', bound: 6 }],
    ['at least', 'ZYTS≥5', { kind: 'comparison', field: 'ZYTS', comparison: '>=', bound: 5 }],
    ['disposition', 'LYFS=5', { kind: 'comparison', field: 'LYFS', comparison: '=', bound: 5 }],
    ['weight', 'XSRTZ>2499', { kind: 'comparison', field: 'XSRTZ', comparison: '>', bound: 2499 }],
    ['department', 'KS in KS_ICU', { kind: 'department', negated: false, sets: ['KS_ICU'] }],
    ['set names are free', 'ZYZD in DI1_AH1_1', inSet('ZYZD', 'DI1_AH1_1')],
    ['a set name may look like nothing national', 'ZYZD in q9', inSet('ZYZD', 'q9')],
    ['a set name may begin with a keyword', 'ZYZD in inner', inSet('ZYZD', 'inner')],
    ['a set name may begin with a field name', 'ZYZD in ZYZD_2', inSet('ZYZD', 'ZYZD_2')],
  ])('%s: %j', (_why, text, tree) => {
    expect(parseRule(text)).toEqual(tree);
  });

  test.each<[why: string, text: string, tree: Rule]>([
    ['`and` binds tighter than `or` behind it', 'ZYZD in DI_A and QTZD in DI_B or ZYSS in OP_C', any(all(A, B), C)],
    ['`and` binds tighter than `or` before it', 'ZYZD in DI_A or QTZD in DI_B and ZYSS in OP_C', any(A, all(B, C))],
    ['brackets turn that round', '(ZYZD in DI_A or QTZD in DI_B) and ZYSS in OP_C', all(any(A, B), C)],
    ['`not` binds tighter than `and`', 'not ZYZD in DI_A and QTZD in DI_B', all({ kind: 'not', term: A }, B)],
    ['a chain is one join', 'ZYZD in DI_A and QTZD in DI_B and ZYSS in OP_C', all(A, B, C)],
    ['a bracketed join inside the same join stays apart', 'ZYZD in DI_A and (QTZD in DI_B and ZYSS in OP_C)', all(A, all(B, C))],
    ['needless brackets leave no trace', '(((ZYZD in DI_A)) and (QTZD in DI_B))', all(A, B)],
  ])('%s', (_why, text, tree) => {
    expect(parseRule(text)).toEqual(tree);
  });

  test.each([
    ['upper-case keywords, as in DC2, DC3, JA1 and NC1', 'ZYZD IN DI_A AND QTZD In DI_B OR ZYSS in OP_C'],
    ['lower-case field names', 'zyzd in DI_A and qtzd in DI_B or zyss in OP_C'],
    ['doubled blanks', 'ZYZD  in   DI_A  and  QTZD in DI_B  or ZYSS in OP_C'],
    ['line breaks', 'ZYZD in DI_A\nand QTZD in DI_B\r\nor ZYSS in OP_C\n'],
    ['escaped carriage returns', 'ZYZD in DI_A_x000D_\nand QTZD in DI_B_x000d_or ZYSS in OP_C_x000A_'],
    ['no-break spaces', 'ZYZD\u00a0in\u00a0DI_A\u00a0and QTZD in DI_B or ZYSS in OP_C'],
    ['full-width spaces', '\u3000ZYZD in DI_A\u3000and\u3000QTZD in DI_B or ZYSS in OP_C\u3000'],
    ['full-width letters and brackets', '（ＺＹＺＤ　ｉｎ　ＤＩ＿Ａ　and QTZD in ｛DI_B｝）or ZYSS in OP_C'],
    ['no blank beside a bracket', '(ZYZD in DI_A)and(QTZD in DI_B)or(ZYSS in OP_C)'],
  ])('%s make no difference', (_why, text) => {
    expect(parseRule(text)).toEqual(any(all(A, B), C));
  });

  test('the comma of a Chinese keyboard and the enumeration comma separate items', () => {
    expect(parseRule('QTZD in {MCC，CC}')).toEqual(parseRule('QTZD in {MCC, CC}'));
    expect(parseRule('QTZD in {MCC、CC}')).toEqual(parseRule('QTZD in {MCC, CC}'));
  });

  test('only white space has an escaped form: a set name that holds x000 stays whole', () => {
    expect(parseRule('ZYZD in DI_x0001')).toEqual(inSet('ZYZD', 'DI_x0001'));
  });

  test.each<[why: string, text: string, at: number, found: string]>([
    ['an unknown field', 'ZYZ in DI_A', 1, 'ZYZ'],
    ['a field without its condition', 'ZYZD', 5, ''],
    ['a set forgotten', 'ZYZD in', 8, ''],
    ['a set forgotten before `and`', 'ZYZD in and QTZD in DI_A', 9, 'and'],
    ['a field where a set should be', 'ZYZD in QTZD', 9, 'QTZD'],
    ['a number field where a set should be', 'ZYZD in nl', 9, 'nl'],
    ['the word of counting where a set should be', 'ZYZD in length', 9, 'length'],
    ['a set where a field should be', '{DI_A} in ZYZD', 2, 'DI_A'],
    ['no field between braces', '{} in DI_A', 2, '}'],
    ['no set between braces', 'ZYZD in {}', 10, '}'],
    ['a comma too many', 'ZYZD in {DI_A,}', 15, '}'],
    ['a brace never closed', 'ZYZD in {DI_A', 14, ''],
    ['a bracket never closed', '(ZYZD in DI_A', 14, ''],
    ['a bracket never opened', 'ZYZD in DI_A)', 13, ')'],
    ['brackets around nothing', '()', 2, ')'],
    ['a join without its right side', 'ZYZD in DI_A or', 16, ''],
    ['a join without its left side', 'and ZYZD in DI_A', 1, 'and'],
    ['two conditions without a join', 'ZYZD in DI_A QTZD in DI_B', 14, 'QTZD'],
    ['`not` alone', 'not', 4, ''],
    ['`not not in`', 'ZYZD not not in DI_A', 10, 'not'],
    ['a number field with `in`', 'NL in DI_A', 4, 'in'],
    ['a code field with a comparison', 'ZYZD=1', 5, '='],
    ['a comparison without its bound', 'NL>=', 5, ''],
    ['a comparison with a word', 'NL>=seventy', 5, 'seventy'],
    ['a doubled sign', 'NL==1', 4, '='],
    ['a negative bound', 'NL>-1', 4, '-1'],
    ['a parted sign', 'NL> =1', 5, '='],
    ['a number with letters behind it', 'NL>=70岁', 7, '岁'],
    ['counting without the sign of intersection', 'length(OP_A, ZYSS)>=2', 12, ','],
    ['counting without a comparison', 'length(OP_A ∩ ZYSS)', 20, ''],
    ['counting of a number field', 'length(OP_A ∩ NL)>=1', 15, 'NL'],
    ['the sign of a spreadsheet formula', '=ZYZD in DI_A', 1, '='],
    ['a set name in quotes', 'ZYZD in "DI_A"', 9, '"DI_A"'],
    ['a set name that begins with a digit', 'ZYZD in 1DI_A', 9, '1'],
    ['the department with a comparison', 'KS=0301', 3, '='],
    ['Chinese words', '主要诊断 in DI_A', 1, '主要诊断 in DI_A'],
    ['more digits than a number keeps', `NL>${'9'.repeat(16)}`, 19, '9'],
  ])('%s is an error with its place: %j', (_why, text, at, found) => {
    expect(faultIn(text)).toMatchObject({ at, found });
  });

  test('an error says what the language allows at its place', () => {
    expect(faultIn('ZYZD in NL')).toEqual({ at: 9, expected: 'the name of a set', found: 'NL' });
    expect(() => parseRule('ZYZD in')).toThrow('at position 8: expected the name of a set, found the end of the rule');
  });

  test.each([
    ['brackets', (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)}`],
    ['negations', (depth: number) => `${'not '.repeat(depth)}1`],
  ])('%s may nest 199 deep; 200 and a hundred thousand are errors, no crash', (_what, nested) => {
    expect(faultIn(nested(199))).toBe('no fault');
    expect(faultIn(nested(200))).toMatchObject({ expected: 'at most 200 nested brackets' });
    expect(faultIn(nested(100_000))).toMatchObject({ expected: 'at most 200 nested brackets' });
  });

  test('ten thousand terms in a row are no nesting', () => {
    const rule = parseRule(Array.from({ length: 10_000 }, () => '(ZYZD in DI_A)').join(' or '));
    expect(rule.kind === 'any' && rule.terms.length).toBe(10_000);
  });

  test('text of the language in any order either parses or is a RuleSyntaxError with a place inside it', () => {
    const word = fc.constantFrom(
      ...'ZYZD QTZD NL KS in not and or length ( ) { } , ∩ >= < = 1 29 MCC DI_A 、 ≤ 。 % _x000D_'.split(' '),
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(text, (rule) => {
        const fault = faultIn(rule);
        if (fault === 'no fault') return;
        expect(fault.at).toBeGreaterThanOrEqual(1);
        expect(fault.at).toBeLessThanOrEqual(rule.normalize('NFKC').length * 2 + 1);
      }),
      { numRuns: 2_000 },
    );
  });
});

function all(...terms: Rule[]): Rule {
  return { kind: 'all', terms };
}

function any(...terms: Rule[]): Rule {
  return { kind: 'any', terms };
}
