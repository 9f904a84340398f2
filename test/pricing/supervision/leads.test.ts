import { describe, expect, test } from 'vitest';
import { exactDecimal } from '../../../reference-data/index.js';
import { inOrderOfStay, type Stay } from '../../../pricing/linking/index.js';
import { fen } from '../../../pricing/money.js';
import {
  caseLeads,
  heldSigns,
  longestGap,
  PersonHistory,
  SignClusters,
  SUPERVISION,
  type SignedCase,
} from '../../../pricing/supervision/index.js';
import { valuesOf } from '../policy-of.js';
import { stayOf } from './stay-of.js';

const NAME = { zh: '名称', en: 'Name' };
const repeat = (id: string, more = {}) => ({ id, name: NAME, gapDays: '<= 14', sameIllness: 'adrg', hospitals: 'any', ...more });
const values = (rules: Readonly<Record<string, unknown>> = {}) =>
  valuesOf(SUPERVISION, {
    repeats: [repeat('soon')],
    caseSigns: [{ id: 'none', name: NAME, when: { lengthOfStayDays: '< 0' } }],
    ...rules,
  });

function leadsOf(stays: readonly Stay[], rules: Readonly<Record<string, unknown>> = {}) {
  const history = new PersonHistory(values(rules));
  return [...[...stays].sort(inOrderOfStay).flatMap((stay) => history.push(stay)), ...history.end()];
}

const first = stayOf({ method: 'dip', procedures: ['47.0100'] });
const back = (admissionDate: string, more: Partial<Stay> = {}) =>
  stayOf({ caseId: 'B', admissionDate, dischargeDate: '2026-03-25', ...more });

describe('PersonHistory', () => {
  test('a lead names the rule, both records, what was measured and what was asked', () => {
    expect(leadsOf([first, back('2026-03-15', { hospital: 'H2', row: 9 })])).toMatchObject([
      {
        kind: 'repeat',
        rule: 'soon',
        hospital: 'H2',
        measured: 'gapDays=14',
        asked: '<= 14',
        records: [
          { caseId: 'A', row: 2, hospital: 'H1' },
          { caseId: 'B', row: 9, hospital: 'H2' },
        ],
      },
    ]);
  });

  test.each([
    ['the same hospital, and it is', { hospitals: 'same-hospital' }, {}, 1],
    ['the same hospital, and it is another', { hospitals: 'same-hospital' }, { hospital: 'H2' }, 0],
    ['another hospital, and it is', { hospitals: 'other-hospital' }, { hospital: 'H2' }, 1],
    ['another hospital, and it is the same', { hospitals: 'other-hospital' }, {}, 0],
    ['the same illness, and it is another', {}, { adrg: 'FR1' }, 0],
    ['nothing of the illness', { sameIllness: 'any' }, { adrg: 'FR1' }, 1],
    ['no dialysis, and it was', { exempt: { procedures: ['39.95'] } }, { procedures: ['39.9500x001'] }, 0],
    ['another method, and it is', { methodChanges: 'true', sameIllness: 'any' }, { method: 'bed-day' }, 1],
    ['another method, and it is the same', { methodChanges: 'true' }, { method: 'dip' }, 0],
    ['another method, and nobody priced it', { methodChanges: 'true' }, {}, 0],
    ['procedures in both stays, and they are', { isOperatedTwice: 'true' }, { procedures: ['38.9500'] }, 1],
    ['procedures in both stays, and one has none', { isOperatedTwice: 'true' }, {}, 0],
    [
      'an illness of a family, and it is',
      { takeTurns: [['I10', 'J18'], ['E11']] },
      { adrg: 'KS1', principalDiagnosis: 'I10.x' },
      1,
    ],
    [
      'an illness of a family, and it is of another',
      { takeTurns: [['J18'], ['E11']] },
      { adrg: 'KS1', principalDiagnosis: 'E11.9' },
      0,
    ],
    ['no dialysis, and it was none', { exempt: { procedures: ['39.95'] } }, { procedures: ['38.9500'] }, 1],
  ])('a rule that asks for %s', (_why, rule, later, count) => {
    expect(leadsOf([first, back('2026-03-08', later)], { repeats: [repeat('soon', rule)] })).toHaveLength(count);
  });

  test('a window that begins later than it ends is looked at from its first day to its last', () => {
    const repeats = [repeat('just-after', { gapDays: '>= 15, <= 17' })];
    const found = ['2026-03-15', '2026-03-16', '2026-03-18', '2026-03-19'].map(
      (day) => leadsOf([first, back(day)], { repeats }).length,
    );
    expect(found).toEqual([0, 1, 1, 0]);
  });

  test('of several stays that a new one repeats the last is named, once', () => {
    const middle = stayOf({ caseId: 'M', admissionDate: '2026-03-03', dischargeDate: '2026-03-05' });
    const found = leadsOf([first, middle, back('2026-03-10')]);
    expect(found.map(({ records }) => records.map(({ caseId }) => caseId))).toEqual([
      ['A', 'M'],
      ['M', 'B'],
    ]);
  });

  test('stays that overlap by a day raise a lead; a transfer on the same day does not', () => {
    const overlaps = (day: string) =>
      leadsOf([first, back(day, { adrg: 'X' })], { overlapDays: '>= 1' }).map(({ kind, measured }) => [kind, measured]);
    expect(overlaps('2026-03-01')).toEqual([]);
    expect(overlaps('2026-02-28')).toEqual([['overlap', 'days=1']]);
    // The whole of the later stay lies inside the earlier one.
    const inside = back('2026-02-23', { adrg: 'X', dischargeDate: '2026-02-25' });
    expect(leadsOf([first, inside], { overlapDays: '>= 1' })[0]).toMatchObject({ measured: 'days=2' });
  });

  test('days of a year: each year has its own nights, and the bound is where the operator says', () => {
    const long = stayOf({ admissionDate: '2025-12-01', dischargeDate: '2026-04-10' });
    // 31 nights of December, 99 of 2026
    expect(leadsOf([long], { yearDays: '> 99' })).toEqual([]);
    expect(leadsOf([long], { yearDays: '>= 99' })).toMatchObject([{ kind: 'year-days', measured: '2026: days=99' }]);
    expect(leadsOf([long], { yearDays: '>= 31' }).map(({ measured }) => measured)).toEqual(['2025: days=31', '2026: days=99']);
  });

  test('a stay of one day counts as one', () => {
    const days = Array.from({ length: 3 }, (_, place) => {
      const day = `2026-0${place + 1}-05`;
      return stayOf({ caseId: `D${place}`, admissionDate: day, dischargeDate: day, adrg: `${place}` });
    });
    expect(leadsOf(days, { yearDays: '>= 3' })).toMatchObject([{ measured: '2026: days=3', records: [{}, {}, {}] }]);
  });

  test('how far back a rule looks', () => {
    const reach = (gapDays: string) => longestGap(values({ repeats: [repeat('a', { gapDays })] }).repeats.value[0]!);
    expect([reach('<= 14'), reach('< 15'), reach('>= 1, <= 2'), reach('= 3'), reach('> 3')]).toEqual([14, 15, 2, 3, undefined]);
  });

  test('the order in which a file has the stays changes nothing', () => {
    const stays = [first, back('2026-03-05'), stayOf({ caseId: 'C', admissionDate: '2026-03-28', dischargeDate: '2026-03-30' })];
    expect(leadsOf(stays.toReversed())).toEqual(leadsOf(stays));
  });
});

const signed = (more: Partial<SignedCase> = {}): SignedCase => ({
  caseId: 'A',
  row: 2,
  hospital: 'H1',
  totalCharges: fen(40_000n),
  selfPaid: fen(0n),
  meanCharges: exactDecimal('1000'),
  lengthOfStayDays: 3,
  severity: 'mcc',
  hasProcedure: false,
  principalDiagnosis: 'J18.9',
  department: '0301',
  group: 'ES31',
  ...more,
});

const sign = (when: object) => ({ caseSigns: [{ id: 'sign', name: NAME, when }] });
const signsOf = (when: object, more: Partial<SignedCase> = {}) => {
  const { caseSigns } = values(sign(when));
  return caseLeads(signed(more), heldSigns(signed(more), caseSigns.value), caseSigns);
};

describe('caseLeads', () => {
  test.each([
    ['cost on the bound', { costMultiple: '< 0.4' }, {}, 0],
    ['cost a fen under it', { costMultiple: '< 0.4' }, { totalCharges: fen(39_999n) }, 1],
    ['a group without a mean', { costMultiple: '< 0.4' }, { totalCharges: fen(1n), meanCharges: undefined }, 0],
    ['a stay on the bound', { lengthOfStayDays: '<= 3' }, {}, 1],
    ['a stay over it', { lengthOfStayDays: '<= 3' }, { lengthOfStayDays: 4 }, 0],
    ['the severity', { severities: ['mcc'] }, {}, 1],
    ['another severity', { severities: ['cc'] }, {}, 0],
    ['no severity at all', { severities: ['mcc'] }, { severity: undefined }, 0],
    ['no procedure', { hasProcedure: 'false' }, {}, 1],
    ['a procedure', { hasProcedure: 'false' }, { hasProcedure: true }, 0],
    ['a beginning of the diagnosis', { principalDiagnoses: ['J1'] }, {}, 1],
    ['a diagnosis that is left out', { lengthOfStayDays: '<= 3', notDiagnoses: ['J1'] }, {}, 0],
    ['self-paid on the bound', { selfPaidShare: '> 0.3' }, { selfPaid: fen(12_000n) }, 0],
    ['self-paid a fen over it', { selfPaidShare: '> 0.3' }, { selfPaid: fen(12_001n) }, 1],
    ['self-paid of nothing', { selfPaidShare: '> 0.3' }, { totalCharges: fen(0n) }, 0],
    ['days without a charge on the bound', { zeroFeeDays: '>= 2' }, { zeroFeeDays: 2 }, 1],
    ['one of them fewer', { zeroFeeDays: '>= 2' }, { zeroFeeDays: 1 }, 0],
    ['days without a charge that nobody counted', { zeroFeeDays: '>= 0' }, {}, 0],
    ['an application', { isSpecialCase: 'true' }, { isSpecialCase: true }, 1],
    ['no application', { isSpecialCase: 'true' }, { isSpecialCase: false }, 0],
    ['applications that nobody handed over', { isSpecialCase: 'false' }, {}, 0],
    ['total charges', { totalCharges: '>= 400' }, {}, 1],
    ['one condition of two', { lengthOfStayDays: '<= 3', costMultiple: '> 5' }, {}, 0],
  ])('%s', (_why, when, more, count) => {
    expect(signsOf(when, more)).toHaveLength(count);
  });

  test('says what was measured', () => {
    expect(
      signsOf({ costMultiple: '< 0.5', lengthOfStayDays: '<= 3', hasProcedure: 'false', severities: ['mcc'] }),
    ).toMatchObject([
      {
        measured: 'costMultiple=0.4000; lengthOfStayDays=3; severity=mcc; hasProcedure=no',
        asked: 'costMultiple < 0.5; lengthOfStayDays <= 3',
      },
    ]);
  });
});

describe('SignClusters', () => {
  const short = { id: 'short', name: NAME, when: { lengthOfStayDays: '<= 3' }, isOnlyCounted: 'true' };
  const cluster = (more = {}) => ({ id: 'many', name: NAME, sign: 'short', ratioToRegion: '> 1.5', cases: '>= 2', ...more });
  const clustersOf = (cases: readonly Partial<SignedCase>[], rows = [cluster()]) => {
    const rules = values({ caseSigns: [short], clusters: rows });
    const clusters = new SignClusters(rules);
    for (const more of cases) clusters.add(signed(more), heldSigns(signed(more), rules.caseSigns.value));
    return clusters.end();
  };
  const caseWith = (caseId: string, lengthOfStayDays: number, more: Partial<SignedCase> = {}): Partial<SignedCase> => ({
    caseId,
    lengthOfStayDays,
    ...more,
  });
  const elsewhere = ['C', 'D', 'E', 'F'].map((id, at) => caseWith(id, at === 0 ? 1 : 9, { hospital: 'H2', group: 'BR25' }));

  test('a hospital with twice the share of the region, and enough cases, raises a lead with its records', () => {
    // H1 2 of 2, the region 3 of 6: twice as many
    const found = clustersOf([caseWith('B', 2, { row: 9 }), caseWith('A', 1), ...elsewhere]);
    expect(found).toMatchObject([
      {
        kind: 'cluster',
        hospital: 'H1',
        measured: 'short=2/2; ratioToRegion=2.00',
        asked: 'ratioToRegion > 1.5; cases >= 2',
        records: [{ caseId: 'A' }, { caseId: 'B' }],
      },
    ]);
  });

  test.each([
    // 2 of 2 in the department, 3 of 6 in the region
    ['department', [{ hospital: 'H1', measured: 'department=0301; short=2/2; ratioToRegion=2.00' }]],
    ['group', [{ hospital: '', measured: 'group=ES31; short=2/2; ratioToRegion=2.00' }]],
  ])('by %s', (by, expected) => {
    expect(clustersOf([caseWith('A', 1), caseWith('B', 2), ...elsewhere], [cluster({ by })])).toMatchObject(expected);
  });

  test('a case of no known department is counted in none', () => {
    const unknown = [caseWith('A', 1, { department: '' }), caseWith('B', 2, { department: '' })];
    expect(clustersOf([...unknown, ...elsewhere], [cluster({ by: 'department' })])).toEqual([]);
  });

  test.each([
    ['the ratio on its bound', [cluster({ ratioToRegion: '> 2' })]],
    ['a case fewer than asked', [cluster({ cases: '>= 3' })]],
  ])('%s raises nothing', (_why, rows) => {
    expect(clustersOf([caseWith('A', 1), caseWith('B', 2), ...elsewhere], rows)).toEqual([]);
  });

  test('a sign that is only counted raises no lead of its own', () => {
    const { caseSigns } = values({ caseSigns: [short] });
    const held = heldSigns(signed(), caseSigns.value);
    expect([held.length, caseLeads(signed(), held, caseSigns)]).toEqual([1, []]);
  });

  test('a sign that the policy has not is refused', () => {
    expect(SUPERVISION.check!(values({ clusters: [cluster({ sign: 'other' })] }))).toMatchObject([{ parameter: 'clusters' }]);
  });
});
