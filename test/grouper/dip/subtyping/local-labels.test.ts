import { describe, expect, test } from 'vitest';
import { rulesOf } from './demo-subtyping.js';

// Labels as regions used them under the earlier directories: stays split at three days, MCC and CC, radiotherapy and chemotherapy, and a
// label of the region itself. The numbers are made up.
const ask = rulesOf(
  `lists:
  malignant: { kind: diagnoses, file: malignant.csv }
  mcc: { kind: diagnoses, file: mcc.csv }
  cc: { kind: diagnoses, file: cc.csv }
  tuberculosis: { kind: diagnoses, file: tuberculosis.csv }
  resistant: { kind: diagnoses, file: resistant.csv }
  resistance-code: { kind: diagnoses, file: resistance-code.csv }
  radiotherapy: { kind: procedures, file: radiotherapy.csv }
  chemotherapy: { kind: procedures, file: chemotherapy.csv }
winner: highest-coefficient
families:
  - id: severity
    name: { zh: 疾病严重程度, en: Severity }
    when: { principalNotIn: malignant }
    levels:
      - { id: IV-A, name: { zh: 死亡IV-A, en: Died IV-A }, when: { disposition: ['5'], lengthOfStayDays: '<= 3' }, coefficient: 0.70 }
      - { id: IV-B, name: { zh: 死亡IV-B, en: Died IV-B }, when: { disposition: ['5'] }, coefficient: 1.60 }
      - { id: III, name: { zh: 重度III, en: Severe III }, when: { otherDiagnosisIn: mcc }, coefficient: 1.30 }
      - { id: II, name: { zh: 中度II, en: Moderate II }, when: { otherDiagnosisIn: cc }, coefficient: 1.10 }
      - { id: I-A, name: { zh: 轻度I-A, en: Light I-A }, when: { lengthOfStayDays: '<= 3' }, coefficient: 0.60 }
      - { id: I-B, name: { zh: 轻度I-B, en: Light I-B }, when: { lengthOfStayDays: '> 3' }, coefficient: 0.90 }
  - id: tumour
    name: { zh: 肿瘤严重程度, en: Tumour }
    when: { principalIn: malignant }
    levels:
      - { id: V-A, name: { zh: 放疗V-A, en: Radiotherapy }, when: { anyProcedureIn: radiotherapy }, coefficient: 1.40 }
      - { id: V-B, name: { zh: 化疗V-B, en: Chemotherapy }, when: { otherProcedureIn: chemotherapy }, coefficient: 1.20 }
      - { id: V-C, name: { zh: 主要操作为化疗, en: Chemotherapy as main }, when: { mainProcedureIn: chemotherapy }, coefficient: 1.25 }
      - { id: I, name: { zh: 轻度, en: Light }, coefficient: 1.00 }
  - id: local
    name: { zh: 地方特征, en: Local }
    levels:
      - id: resistant
        name: { zh: 肺结核耐药, en: Resistant tuberculosis }
        when: { principalIn: tuberculosis, any: [{ principalIn: resistant }, { otherDiagnosisIn: resistance-code }] }
        coefficient: 1.55`,
  {
    malignant: 'C',
    mcc: 'J96 R57',
    cc: 'J18',
    tuberculosis: 'A15 A16',
    resistant: 'A15.000x010',
    'resistance-code': 'U84.3',
    radiotherapy: '92.2',
    chemotherapy: '99.25',
  },
);

describe('subtypeOf, labels of a region', () => {
  test.each([
    ['light, two days', { lengthOfStayDays: 2 }, 'severity/I-A'],
    ['light, three days are still A', { lengthOfStayDays: 3 }, 'severity/I-A'],
    ['light, four days', { lengthOfStayDays: 4 }, 'severity/I-B'],
    ['CC', { secondaryDiagnoses: ['J18.900'] }, 'severity/II'],
    ['MCC before CC', { secondaryDiagnoses: ['J18.900', 'R57.000'] }, 'severity/III'],
    ['died on the third day', { disposition: 5, lengthOfStayDays: 3 }, 'severity/IV-A'],
    ['died on the fourth day', { disposition: 5, lengthOfStayDays: 4 }, 'severity/IV-B'],
    ['died, stay not stated: the label without that condition', { disposition: 5, lengthOfStayDays: undefined }, 'severity/IV-B'],
    ['radiotherapy as main procedure', { principalDiagnosis: 'C34.900', principalProcedure: '92.2400' }, 'tumour/V-A'],
    ['radiotherapy among the others', { principalDiagnosis: 'C34.900', otherProcedures: ['92.2400'] }, 'tumour/V-A'],
    ['chemotherapy among the others', { principalDiagnosis: 'C34.900', otherProcedures: ['99.2503'] }, 'tumour/V-B'],
    [
      'chemotherapy as main procedure is no other one',
      { principalDiagnosis: 'C34.900', principalProcedure: '99.2503' },
      'tumour/V-C',
    ],
    ['tumour without any of that', { principalDiagnosis: 'C34.900' }, 'tumour/I'],
    ['resistant by its own code', { principalDiagnosis: 'A15.000x010' }, 'local/resistant'],
    ['resistant by another diagnosis', { principalDiagnosis: 'A16.200', secondaryDiagnoses: ['U84.300'] }, 'local/resistant'],
    ['tuberculosis, not resistant', { principalDiagnosis: 'A16.200' }, 'severity/I-B'],
    ['resistance without tuberculosis', { secondaryDiagnoses: ['U84.300'] }, 'severity/I-B'],
    ['the higher of two: died beats resistant', { principalDiagnosis: 'A15.000x010', disposition: 5 }, 'severity/IV-B'],
  ] as const)('%s', (_why, facts, subtype) => {
    expect(ask(facts as never)).toMatchObject({ status: 'subtype', subtype });
  });

  test('the main procedure of the grouping comes before the principal procedure', () => {
    const facts = { principalDiagnosis: 'C34.900', principalProcedure: '00.3101', otherProcedures: ['99.2503'] };
    expect(ask(facts)).toMatchObject({ subtype: 'tumour/V-B' });
    expect(ask(facts, { key: 'JC-1', layer: 'JC', mainProcedure: '99.2503' })).toMatchObject({ subtype: 'tumour/V-C' });
  });
});
