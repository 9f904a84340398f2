import { describe, expect, test } from 'vitest';
import { Router } from '../../../pricing/router/router.js';
import { ROUTER } from '../../../pricing/router/router-section.js';
import { caseOf, groupOf } from '../case-of.js';
import { valuesOf } from '../policy-of.js';

const ROUTES = [
  { id: 'waiver', when: { lists: ['waiver'] }, to: 'fee-for-service', budget: 'outside-budget' },
  { id: 'day', when: { visitTypes: ['28'], lists: ['daySurgery'], stayHours: '<= 24' }, to: 'day-surgery' },
  { id: 'bed-day', when: { visitTypes: ['2105'] }, to: 'bed-day' },
  { id: 'short', when: { visitTypes: ['2'], lengthOfStayDays: '<= 2' }, to: 'fee-for-service', budget: 'beside-points' },
  { id: 'grouped', when: { visitTypes: ['2'], grouped: 'true' }, to: 'dip' },
  { id: 'ungrouped', when: { visitTypes: ['2'], grouped: 'false' }, to: 'return-record' },
  { id: 'signed', when: { visitTypes: ['11'], signedHere: 'true' }, to: 'capitation' },
];
const ROUTER_HERE = new Router(valuesOf(ROUTER, { routes: ROUTES }));
const routeOf = (facts: Parameters<typeof caseOf>[0], group = groupOf()) => ROUTER_HERE.route(caseOf(facts), group).route.id;

describe('Router', () => {
  test.each([
    ['two days are short', { visitType: '21', lengthOfStayDays: 2 }, 'short'],
    ['three are not', { visitType: '21', lengthOfStayDays: 3 }, 'grouped'],
    ['a local code is a child of its two digits', { visitType: '2102', lengthOfStayDays: 3 }, 'grouped'],
    ['the longer code stands before them', { visitType: '2105', lengthOfStayDays: 1 }, 'bed-day'],
    ['a list goes before everything', { visitType: '2105', specialListFlags: ['waiver'] }, 'waiver'],
    [
      '24 hours are within the limit',
      { visitType: '28', specialListFlags: ['daySurgery'], stayHours: 24, lengthOfStayDays: 9 },
      'day',
    ],
    [
      'a minute more is not',
      { visitType: '28', specialListFlags: ['daySurgery'], stayHours: 24 + 1 / 60, lengthOfStayDays: 9 },
      'grouped',
    ],
    ['not on the list: nobody asks for hours', { visitType: '28', lengthOfStayDays: 9 }, 'grouped'],
    ['signed here', { visitType: '11', hospitalId: 'H1', signedInstitutionId: 'H1' }, 'signed'],
  ])('%s', (_why, facts, route) => expect(routeOf(facts)).toBe(route));

  test('a case without a group goes where the region says', () => {
    expect(routeOf({ visitType: '21', lengthOfStayDays: 5 }, groupOf({ status: 'ungrouped' }))).toBe('ungrouped');
  });

  test.each([
    ['no visit type', {}, 'PRICING_FACT_MISSING', 'visitType'],
    ['no hours where they decide', { visitType: '28', specialListFlags: ['daySurgery'] }, 'PRICING_FACT_MISSING', 'stayHours'],
    [
      'signed elsewhere, and no route after it',
      { visitType: '11', hospitalId: 'H1', signedInstitutionId: 'H2' },
      'PRICING_NO_ROUTE',
      undefined,
    ],
  ])('%s', (_why, facts, code, field) => {
    const details = field === undefined ? {} : { details: expect.objectContaining({ field }) };
    expect(() => routeOf(facts)).toThrow(expect.objectContaining({ code, ...details }));
  });

  test('a policy may take a case without a visit type for an ordinary stay', () => {
    const values = valuesOf(ROUTER, { routes: ROUTES, visitTypeIfEmpty: '21' });
    expect(new Router(values).route(caseOf({ lengthOfStayDays: 2 }), groupOf()).because).toEqual([
      { condition: 'visitTypes', label: expect.anything(), asked: '2', stated: '21' },
      { condition: 'lengthOfStayDays', label: expect.anything(), asked: '<= 2', stated: '2' },
    ]);
  });

  test('the routes before say what they asked for in vain', () => {
    const passed = ROUTER_HERE.passed(caseOf({ visitType: '21', lengthOfStayDays: 3 }), groupOf());
    expect(passed.map(({ route, because }) => [route.id, because.condition])).toEqual([
      ['waiver', 'lists'],
      ['day', 'visitTypes'],
      ['bed-day', 'visitTypes'],
      ['short', 'lengthOfStayDays'],
    ]);
  });
});

describe('ROUTER.check', () => {
  test.each([
    [
      'behind one that takes every case',
      [
        { id: 'all', to: 'dip' },
        { id: 'late', when: { lists: ['x'] }, to: 'dip' },
      ],
      1,
    ],
    [
      'a longer code behind its beginning',
      [
        { id: 'a', when: { visitTypes: ['21'] }, to: 'dip' },
        { id: 'b', when: { visitTypes: ['2105'] }, to: 'bed-day' },
      ],
      1,
    ],
    [
      'the other way round',
      [
        { id: 'b', when: { visitTypes: ['2105'] }, to: 'bed-day' },
        { id: 'a', when: { visitTypes: ['21'] }, to: 'dip' },
      ],
      0,
    ],
  ])('a route that is never reached: %s', (_why, routes, faults) => {
    expect(ROUTER.check?.(valuesOf(ROUTER, { routes }))).toHaveLength(faults);
  });
});
