import { gapDays } from '../../../pricing/linking/index.js';
import { PersonHistory, SUPERVISION } from '../../../pricing/supervision/index.js';
import { valuesOf } from '../policy-of.js';
import { stayOf } from '../supervision/stay-of.js';
import type { Adapter } from './vector.js';

const NAME = { zh: '例', en: 'example' };

/** The same illness is the same group; an exempt stay has a diagnosis that the rule exempts. */
export const supervision: Adapter = ({ discharge, readmission, windowDays, sameIllness, exempt }) => {
  const repeats = [
    {
      id: 'example',
      name: NAME,
      gapDays: `<= ${windowDays}`,
      sameIllness: 'drg',
      hospitals: 'any',
      exempt: { diagnoses: ['Z51'] },
    },
  ];
  const caseSigns = [{ id: 'none', name: NAME, when: { lengthOfStayDays: '< 0' } }];
  const history = new PersonHistory(valuesOf(SUPERVISION, { repeats, caseSigns }));
  const earlier = stayOf({ caseId: 'A', admissionDate: discharge!, dischargeDate: discharge! });
  const later = stayOf({
    caseId: 'B',
    admissionDate: readmission!,
    dischargeDate: readmission!,
    group: sameIllness === 'yes' ? earlier.group : 'another',
    principalDiagnosis: exempt === 'yes' ? 'Z51.1' : earlier.principalDiagnosis,
  });
  history.push(earlier);
  const leads = history.push(later);
  return { gapDays: String(gapDays(earlier, later)), lead: leads.length > 0 ? 'yes' : 'no' };
};
