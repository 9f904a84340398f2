import { describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import { applyChange, type Change } from '../../../server/what-if/change.js';
import { everyVariation, variedCase } from '../../../server/what-if/variations.js';

const CASE: Discharge = {
  caseId: 'one',
  principalDiagnosis: 'I63.900',
  secondaryDiagnoses: ['E11.900', 'I50.900'],
  principalProcedure: '37.2200',
  otherProcedures: ['88.5500'],
};
const BARE: Discharge = { ...CASE, secondaryDiagnoses: [], principalProcedure: undefined, otherProcedures: [] };

/** The codes of a case on one line: principal, others / main procedure, others. */
const codes = ({ principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures }: Discharge): string =>
  [[principalDiagnosis ?? '–', ...secondaryDiagnoses].join(' '), [principalProcedure ?? '–', ...otherProcedures].join(' ')].join(
    ' / ',
  );

const change = (kind: Change['kind'], code: string, keepsOld = false): Change => ({ kind, code, keepsOld });

describe('applyChange', () => {
  test.each<[string, Discharge, Change, string, string | undefined]>([
    [
      'a new principal diagnosis replaces the old one',
      CASE,
      change('principal-diagnosis', 'J96.000'),
      'J96.000 E11.900 I50.900',
      undefined,
    ],
    [
      'kept, the old one comes first among the others',
      CASE,
      change('principal-diagnosis', 'J96.000', true),
      'J96.000 I63.900 E11.900 I50.900',
      undefined,
    ],
    [
      'a secondary one moves up and leaves the list',
      CASE,
      change('principal-diagnosis', 'I50.900'),
      'I50.900 E11.900',
      undefined,
    ],
    [
      'kept, the old one takes the place of the one that moved up',
      CASE,
      change('principal-diagnosis', 'I50.900', true),
      'I50.900 E11.900 I63.900',
      undefined,
    ],
    [
      'codes are compared in normal form',
      CASE,
      change('principal-diagnosis', ' i50.900 ', true),
      'I50.900 E11.900 I63.900',
      undefined,
    ],
    [
      'the principal one for itself changes nothing',
      CASE,
      change('principal-diagnosis', 'I63.900', true),
      'I63.900 E11.900 I50.900',
      'is-principal-already',
    ],
    ['an added diagnosis comes last', CASE, change('add-diagnosis', 'J96.000'), 'I63.900 E11.900 I50.900 J96.000', undefined],
    [
      'a diagnosis that is there is not added',
      CASE,
      change('add-diagnosis', 'e11.900'),
      'I63.900 E11.900 I50.900',
      'is-there-already',
    ],
    ['nor is the principal one', CASE, change('add-diagnosis', 'I63.900'), 'I63.900 E11.900 I50.900', 'is-there-already'],
    ['a diagnosis goes', CASE, change('remove-diagnosis', 'E11.900'), 'I63.900 I50.900', undefined],
    [
      'nothing moves up for a principal diagnosis that goes',
      CASE,
      change('remove-diagnosis', 'I63.900'),
      '– E11.900 I50.900',
      undefined,
    ],
    ['what is not there cannot go', CASE, change('remove-diagnosis', 'J96.000'), 'I63.900 E11.900 I50.900', 'is-not-there'],
  ])('%s', (_why, discharge, one, expected, note) => {
    const changed = applyChange(discharge, one);
    expect([codes(changed.discharge), changed.note?.id]).toEqual([`${expected} / 37.2200 88.5500`, note]);
    expect(codes(discharge)).toBe('I63.900 E11.900 I50.900 / 37.2200 88.5500');
  });

  test.each<[string, Discharge, Change, string, string | undefined]>([
    ['another main procedure replaces the old one', CASE, change('main-procedure', '88.5500'), '88.5500', undefined],
    ['kept, the old one stays among the others', CASE, change('main-procedure', '88.5500', true), '88.5500 37.2200', undefined],
    ['a procedure comes last', CASE, change('add-procedure', '96.0400'), '37.2200 88.5500 96.0400', undefined],
    ['the only procedure is the main one', BARE, change('add-procedure', '96.0400'), '96.0400', 'only-procedure'],
    ['a procedure goes', CASE, change('remove-procedure', '88.5500'), '37.2200', undefined],
    ['no other takes the place of the main one', CASE, change('remove-procedure', '37.2200'), '– 88.5500', 'no-main-procedure'],
    [
      'of an only procedure that goes nothing is said',
      { ...CASE, otherProcedures: [] },
      change('remove-procedure', '37.2200'),
      '–',
      undefined,
    ],
  ])('%s', (_why, discharge, one, expected, note) => {
    const changed = applyChange(discharge, one);
    expect([codes(changed.discharge).split(' / ')[1], changed.note?.id]).toEqual([expected, note]);
  });
});

describe('variedCase', () => {
  test('applies changes one after the other and keeps what is to be known of each', () => {
    const variation = [change('add-procedure', '96.0400'), change('remove-diagnosis', 'X'), change('add-diagnosis', 'I50.900')];
    const { discharge, notes } = variedCase(BARE, variation);
    expect(codes(discharge)).toBe('I63.900 I50.900 / 96.0400');
    expect(notes).toEqual([
      { id: 'only-procedure', code: '96.0400' },
      { id: 'is-not-there', code: 'X' },
    ]);
  });

  test('no change leaves the case as it is', () => {
    expect(variedCase(CASE, [])).toEqual({ variation: [], discharge: CASE, notes: [] });
  });
});

describe('everyVariation', () => {
  test('every secondary diagnosis as principal, then every code removed once, in the order of the record', () => {
    expect(everyVariation(CASE).map((variation) => variation.map(({ kind, code }) => `${kind} ${code}`).join())).toEqual([
      'principal-diagnosis E11.900',
      'principal-diagnosis I50.900',
      'remove-diagnosis E11.900',
      'remove-diagnosis I50.900',
      'remove-procedure 37.2200',
      'remove-procedure 88.5500',
    ]);
    expect(everyVariation(BARE)).toEqual([]);
  });
});
