import type { DemonstrationPerson } from './draw-person.js';

/** Of a hundred persons, those whose number is below `upTo`, and the area that insures them. No real area has a code that begins with 98 or 99. */
const AREAS = [
  { upTo: 93, region: '990100' },
  { upTo: 96, region: '990300' },
  { upTo: 98, region: '990700' },
  { upTo: 100, region: '980200' },
] as const;

/** Where a person is insured: taken from the token of the person, so that it is the same at every visit and no other draw shifts. */
export function insuredRegionOf({ personKey }: Pick<DemonstrationPerson, 'personKey'>): string {
  const number = Number.parseInt(personKey.slice(0, 8), 16) % 100;
  return AREAS.find(({ upTo }) => number < upTo)!.region;
}
