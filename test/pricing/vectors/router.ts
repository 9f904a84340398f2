import { Router } from '../../../pricing/router/router.js';
import { ROUTER, type Route } from '../../../pricing/router/router-section.js';
import { caseOf, groupOf } from '../case-of.js';
import { valuesOf } from '../policy-of.js';
import type { Adapter, Inputs } from './vector.js';

const HOSPITAL = 'H00000000001';
const INPATIENT = ['21', '22', '23', '24', '25', '26', '28'];
const OUTPATIENT = ['11', '12', '13', '14', '15', '16', '41'];

/** Names that the examples have for what a route leads to. */
const TARGETS: Readonly<Record<string, Partial<Route> & { readonly to: string }>> = {
  outside_drg: { to: 'fee-for-service', budget: 'beside-points' },
  fee_for_service_single_review: { to: 'fee-for-service', budget: 'beside-points', review: true },
  outside_budget_at_cost: { to: 'epidemic-waiver', budget: 'outside-budget' },
  chronic_capitation: { to: 'chronic' },
  bed_day: { to: 'bed-day' },
  day_surgery: { to: 'day-surgery' },
  fee_for_service: { to: 'fee-for-service', budget: 'in-budget' },
  drg: { to: 'drg-points' },
  dip: { to: 'dip' },
  maternity: { to: 'maternity' },
  capitation: { to: 'capitation' },
  apg: { to: 'apg' },
};

export const router: Adapter = (inputs) => {
  const yes = (name: string): boolean => inputs[name] === 'yes';
  const lists = [
    ...(yes('epidemicWaiver') ? ['waiver'] : []),
    ...(yes('daySurgeryListed') ? ['daySurgery'] : []),
    ...(yes('bedDayCase') ? ['bedDayDisease'] : []),
  ];
  const facts = caseOf({
    visitType: inputs['visitType'],
    hospitalId: HOSPITAL,
    specialListFlags: lists,
    ...(yes('signedHere') ? { signedInstitutionId: HOSPITAL } : {}),
    ...(yes('chronicPackage') ? { packageId: 'chronic' } : {}),
    ...(yes('bedDayCase') ? { wardType: 'bedDay' } : {}),
    ...(inputs['losDays'] === undefined ? {} : { lengthOfStayDays: Number(inputs['losDays']) }),
    ...(inputs['stayHours'] === undefined ? {} : { stayHours: Number(inputs['stayHours']) }),
  });
  const values = valuesOf(ROUTER, { routes: routesOf(inputs) });
  const { to, route } = new Router(values).route(facts, groupOf());
  const [method] = Object.entries(TARGETS).find(
    ([, target]) =>
      target.to === to &&
      (target.budget ?? route.budget) === route.budget &&
      (target.review ?? false) === (route.review ?? false),
  ) ?? [''];
  return { method };
};

/** The order of table A1, with the tests that the region of the example has. */
function routesOf(inputs: Inputs): readonly object[] {
  const there = (name: string): boolean => inputs[name] !== undefined;
  return [
    route('waiver', 'outside_budget_at_cost', { lists: ['waiver'] }),
    route('maternity', 'maternity', { visitTypes: ['51', '52'] }),
    route('chronic', 'chronic_capitation', { visitTypes: ['14'], packages: ['chronic'] }),
    ...(inputs['outpatientPackage'] === 'yes' ? [route('signed', 'capitation', { visitTypes: ['11'], signedHere: 'true' })] : []),
    ...(inputs['apgActive'] === 'yes' ? [route('apg', 'apg', { visitTypes: ['11'] })] : []),
    route('outpatient', 'fee_for_service', { visitTypes: OUTPATIENT }),
    ...(there('hoursLimit')
      ? [
          route('day-surgery', 'day_surgery', {
            visitTypes: ['28'],
            lists: ['daySurgery'],
            stayHours: `${inputs['hoursOperator']} ${inputs['hoursLimit']}`,
          }),
        ]
      : []),
    route('bed-day-type', 'bed_day', { visitTypes: ['2105'] }),
    route('bed-day-ward', 'bed_day', { wardTypes: ['bedDay'], lists: ['bedDayDisease'] }),
    ...(there('shortStayValue') ? [stay(inputs, 'shortStay')] : []),
    ...(there('longStayValue') ? [stay(inputs, 'longStay')] : []),
    ...(there('regionMethod') ? [route('grouped', inputs['regionMethod']!, { visitTypes: INPATIENT, grouped: 'true' })] : []),
  ];
}

const stay = (inputs: Inputs, name: string): object =>
  route(name, inputs[`${name}Method`]!, {
    visitTypes: INPATIENT,
    lengthOfStayDays: `${inputs[`${name}Operator`]} ${inputs[`${name}Value`]}`,
  });

function route(id: string, method: string, when: object): object {
  const target = TARGETS[method];
  if (target === undefined) throw new Error(`no name for ${method}`);
  const { review, ...rest } = target;
  return { id, when, ...rest, ...(review === undefined ? {} : { review: String(review) }) };
}
