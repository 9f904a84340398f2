import { describe, expect, test } from 'vitest';
import { attributeOfCase, ProcedureAttributes, type AttributeChoices } from '../../../../grouper/index.js';
import { nationalDipPolicy, parseProcedureAttributes } from '../../../../reference-data/index.js';

const table = new ProcedureAttributes(
  parseProcedureAttributes(
    [
      'pattern,attribute,level,name',
      '10*,conservative,,',
      '20*,diagnostic,,',
      '30*,therapeutic,,',
      '40*,interventional,3,',
      '51*,surgical,1,',
      '52*,surgical,2,',
      '53*,surgical,3,',
      '54*,surgical,4,',
      '55*,surgical,,',
    ].join('\n'),
    'table.csv',
  ),
);
const DEFAULTS: AttributeChoices = nationalDipPolicy().choices;
const highest: AttributeChoices = { ...DEFAULTS, attributeOfCase: 'highest' };
const ofCodes = (codes: readonly string[], choices: AttributeChoices) => {
  const [principalProcedure, ...otherProcedures] = codes;
  return attributeOfCase({ principalProcedure, otherProcedures, main: principalProcedure }, table, choices);
};

describe('attributeOfCase', () => {
  test.each([
    ['no procedure is conservative', [], highest, 'conservative', undefined],
    ['conservative procedure', ['10.0'], highest, 'conservative', '10.0'],
    ['diagnostic beats conservative', ['10.0', '20.0'], highest, 'diagnostic', '20.0'],
    ['therapeutic beats diagnostic', ['30.0', '20.0'], highest, 'therapeutic', '30.0'],
    ['intervention counts as an operation by default', ['30.0', '40.0'], highest, 'surgical', '40.0'],
    ['intervention as treatment', ['20.0', '40.0'], { ...highest, interventionAs: 'therapeutic' }, 'therapeutic', '40.0'],
    [
      'an operation beats intervention as treatment',
      ['40.0', '51.0'],
      { ...highest, interventionAs: 'therapeutic' },
      'surgical',
      '51.0',
    ],
    ['main asks the main procedure alone', ['20.0', '54.0'], DEFAULTS, 'diagnostic', '20.0'],
    [
      'first asks the principal procedure alone',
      ['20.0', '54.0'],
      { ...DEFAULTS, attributeOfCase: 'first' },
      'diagnostic',
      '20.0',
    ],
    ['an unknown procedure is conservative', ['99.0'], DEFAULTS, 'conservative', undefined],
    ['an unknown procedure is below every other', ['99.0', '20.0'], highest, 'diagnostic', '20.0'],
  ] as const)('%s', (_why, codes, choices, attribute, decidedBy) => {
    expect(ofCodes(codes, choices)).toMatchObject({ status: 'known', attribute, decidedBy });
  });

  test('main and first differ when the principal procedure may not be main', () => {
    const procedures = { principalProcedure: '20.0', otherProcedures: ['52.0'], main: '52.0' };
    expect(attributeOfCase(procedures, table, DEFAULTS)).toMatchObject({ attribute: 'surgical' });
    expect(attributeOfCase(procedures, table, { ...DEFAULTS, attributeOfCase: 'first' })).toMatchObject({
      attribute: 'diagnostic',
    });
  });

  test('nothing moves up into an empty principal procedure', () => {
    const procedures = { principalProcedure: '', otherProcedures: ['52.0'] };
    expect(attributeOfCase(procedures, table, DEFAULTS)).toMatchObject({ attribute: 'conservative' });
    expect(attributeOfCase(procedures, table, { ...DEFAULTS, attributeOfCase: 'first' })).toMatchObject({
      attribute: 'conservative',
    });
    expect(attributeOfCase(procedures, table, highest)).toMatchObject({ attribute: 'surgical' });
  });

  test.each([
    ['level 1', ['51.0'], '1'],
    ['level 2', ['52.0'], '2'],
    ['level 3 shares row 3', ['53.0'], '3'],
    ['level 4 shares row 3', ['54.0'], '3'],
    ['an operation without a level has no row', ['55.0'], undefined],
    ['the highest level of several operations', ['51.0', '53.0', '52.0'], '3'],
    ['intervention that counts as an operation', ['40.0'], '3'],
    ['no operation, no row', ['30.0'], undefined],
  ] as const)('row of a group split by operation level: %s', (_why, codes, surgeryLevel) => {
    expect(ofCodes(codes, highest)).toMatchObject({ surgeryLevel });
  });

  test('unknown procedures are listed, and are an answer of their own where the region asks for it', () => {
    expect(ofCodes(['99.0', '20.0', '98.0'], highest)).toMatchObject({ status: 'known', unknown: ['99.0', '98.0'] });
    const strict: AttributeChoices = { ...highest, unknownProcedureAttribute: 'error' };
    expect(ofCodes(['99.0', '20.0'], strict)).toEqual({ status: 'unknown-procedure', unknown: ['99.0'] });
    expect(ofCodes(['20.0'], strict)).toMatchObject({ status: 'known', attribute: 'diagnostic' });
    expect(ofCodes(['20.0', '99.0'], { ...strict, attributeOfCase: 'main' })).toMatchObject({ status: 'known' });
  });
});
