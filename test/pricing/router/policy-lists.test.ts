import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { CasePricer } from '../../../pricing/price-case.js';
import { onLists } from '../../../pricing/router/policy-lists.js';
import { ROUTER } from '../../../pricing/router/router-section.js';
import { caseOf, groupOf } from '../case-of.js';
import { valuesOf } from '../policy-of.js';
import { SMALL_SECTIONS, wholePolicy } from '../whole-policy.js';

const ROUTES = [{ id: 'all', to: 'dip' }];
const LISTS = [
  { list: 'daySurgery', procedures: ['53.0'] },
  { list: 'daySurgery', procedures: ['13.41'], principalDiagnoses: ['H25', 'H26'] },
  { list: 'waiver', diagnoses: ['U07'] },
  { list: 'ofGroup', groups: ['G9'] },
];
const rows = valuesOf(ROUTER, { routes: ROUTES, lists: LISTS }).lists!.value;
const listed = (facts: Partial<CaseFacts>) => onLists(caseOf({ principalDiagnosis: 'K40.900', ...facts }), groupOf(), rows);

describe('onLists', () => {
  test.each<[string, Partial<CaseFacts>, readonly string[]]>([
    ['a procedure by its beginning', { principalProcedure: '53.0100' }, ['daySurgery']],
    ['one more digit is another operation', { principalProcedure: '53.1000' }, []],
    ['an operation that is not the main one', { otherProcedures: ['53.0500'] }, ['daySurgery']],
    ['everything that a row asks must hold', { principalProcedure: '13.4100' }, []],
    ['and then it does', { principalProcedure: '13.4100', principalDiagnosis: 'H25.900' }, ['daySurgery']],
    ['a secondary diagnosis', { secondaryDiagnoses: ['U07.100'] }, ['waiver']],
    ['two lists', { secondaryDiagnoses: ['U07.100'], principalProcedure: '53.0100' }, ['daySurgery', 'waiver']],
    ['no principal diagnosis is no ground', { principalDiagnosis: undefined, principalProcedure: '13.4100' }, []],
  ])('%s', (_why, facts, lists) => {
    const { facts: found, notices } = listed(facts);
    expect([found.specialListFlags ?? [], notices]).toEqual([lists, []]);
  });

  test('a list of groups is asked of the group', () => {
    expect(onLists(caseOf(), groupOf({ group: 'G9' }), rows).facts.specialListFlags).toEqual(['ofGroup']);
  });

  test('of a list that the policy defines the codes decide, and the result says where the sender differs', () => {
    const { facts, notices } = listed({ specialListFlags: ['daySurgery', 'newDrug'], secondaryDiagnoses: ['U07.100'] });
    expect(facts.specialListFlags).toEqual(['newDrug', 'waiver']);
    expect(notices).toMatchObject([{ id: 'lists-differ', en: expect.stringContaining('daySurgery, waiver') as string }]);
    expect(listed({ specialListFlags: ['waiver'], secondaryDiagnoses: ['U07.100'] }).notices).toEqual([]);
  });

  test('without lists of the policy the flags hold as stated', () => {
    const facts = caseOf({ specialListFlags: ['daySurgery'] });
    expect(onLists(facts, undefined, undefined)).toEqual({ facts, notices: [] });
  });

  test('a list without a code, and a list without a name, are faults of the policy', () => {
    expect(() => valuesOf(ROUTER, { routes: ROUTES, lists: [{ list: 'empty' }] })).toThrow();
    expect(() => valuesOf(ROUTER, { routes: ROUTES, lists: [{ procedures: ['53.0'] }] })).toThrow();
  });
});

test('CasePricer routes by the lists that the codes name, and says why', async () => {
  const router = {
    routes: [
      { id: 'waived', when: { lists: ['waiver'] }, to: 'drg-rate' },
      { id: 'others', to: 'return-record' },
    ],
    lists: LISTS,
  };
  const pricer = new CasePricer(await wholePolicy({ ...SMALL_SECTIONS, router }), 'settlement');
  const facts = caseOf({ dischargeDate: '2026-06-01', principalDiagnosis: 'U07.100' });
  const toPrice = { facts: { ...facts, specialListFlags: ['daySurgery'] } };
  expect(pricer.routesPassed({ facts: caseOf({ dischargeDate: '2026-06-01' }) })).toMatchObject([{ route: { id: 'waived' } }]);
  expect(pricer.routesPassed(toPrice)).toEqual([]);
  expect(() => pricer.price({ facts })).toThrow(expect.objectContaining({ code: 'PRICING_GROUP_MISSING' }));
  const returned = pricer.price({ facts: { ...toPrice.facts, principalDiagnosis: 'K40.900' } });
  expect(returned.notices.map(({ id }) => id)).toEqual(['record-returned', 'lists-differ']);
});
