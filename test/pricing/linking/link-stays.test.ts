import { describe, expect, test } from 'vitest';
import { inOrderOfStay, isSameIllness, linkStay, type IllnessTest } from '../../../pricing/linking/index.js';
import { stayOf } from '../supervision/stay-of.js';

const stay = (caseId: string, admissionDate: string, dischargeDate: string, more = {}) =>
  stayOf({ caseId, admissionDate, dischargeDate, ...more });

describe('linkStay', () => {
  const stays = [
    stay('A', '2026-01-01', '2026-01-11', { days: 10 }),
    stay('B', '2026-01-14', '2026-01-20', { days: 6 }),
    stay('C', '2026-01-20', '2026-01-25', { days: 5, group: 'OTHER' }),
    stay('D', '2026-02-01', '2026-02-03', { days: 2 }),
  ];

  test('earlier stays come latest first, each with the gap to the one that followed it', () => {
    expect(linkStay(stays, 3, { sameIllness: 'drg' }).earlierStays).toEqual([
      { gapDays: 7, days: 5 },
      { gapDays: 0, days: 6 },
      { gapDays: 3, days: 10 },
    ]);
  });

  test('the later admission is the first of the same illness, though another came before it', () => {
    expect(linkStay(stays, 1, { sameIllness: 'drg' }).laterAdmission).toEqual({
      gapDays: 12,
      isSameGroup: true,
      isExempt: false,
    });
    expect(linkStay(stays, 2, { sameIllness: 'drg' }).laterAdmission).toEqual({
      gapDays: 7,
      isSameGroup: false,
      isExempt: false,
    });
    expect(linkStay(stays, 3, { sameIllness: 'drg' }).laterAdmission).toBeUndefined();
  });

  test('an exempt admission is passed over where another counts, and said where none does', () => {
    const rule = { sameIllness: 'drg' as const, exempt: { procedures: ['39.95'] } };
    const dialysis = stays.with(3, stay('D', '2026-02-01', '2026-02-03', { procedures: ['39.9500'] }));
    expect(linkStay(dialysis, 0, rule).laterAdmission).toMatchObject({ gapDays: 3, isExempt: false });
    expect(linkStay([stays[0]!, dialysis[3]!], 0, rule).laterAdmission).toEqual({
      gapDays: 21,
      isSameGroup: true,
      isExempt: true,
    });
  });

  test('a stay that overlaps is neither earlier nor later', () => {
    const overlapping = [stays[0]!, stay('X', '2026-01-05', '2026-01-08')];
    expect(linkStay(overlapping, 1, { sameIllness: 'any' }).earlierStays).toEqual([]);
    expect(linkStay(overlapping, 0, { sameIllness: 'any' }).laterAdmission).toBeUndefined();
  });
});

describe('isSameIllness', () => {
  const other = { group: 'X', adrg: 'X', mdc: 'X', principalDiagnosis: 'X00' };
  test.each([
    ['drg', { group: 'ES31' }],
    ['adrg', { adrg: 'ES3' }],
    ['mdc', { mdc: 'MDCE' }],
    ['icd3', { principalDiagnosis: 'J18.0' }],
  ] as [IllnessTest, object][])('%s compares its own field and no other', (by, same) => {
    expect(isSameIllness(stayOf(), stayOf({ ...other, ...same }), by)).toBe(true);
    expect(
      isSameIllness(stayOf(), stayOf({ ...stayOf(), ...Object.fromEntries(Object.keys(same).map((key) => [key, 'X'])) }), by),
    ).toBe(false);
  });

  test('what is not known is not the same', () => {
    expect(isSameIllness(stayOf({ group: '' }), stayOf({ group: '' }), 'drg')).toBe(false);
  });
});

describe('inOrderOfStay', () => {
  test('by admission, discharge and record', () => {
    const sorted = [
      stay('A', '2026-01-01', '2026-01-02'),
      stay('B', '2026-01-01', '2026-01-03'),
      stay('C', '2026-01-01', '2026-01-03'),
      stay('A', '2026-01-02', '2026-01-02'),
    ];
    expect(sorted.toReversed().sort(inOrderOfStay)).toEqual(sorted);
  });
});
