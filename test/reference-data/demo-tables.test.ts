import { describe, expect, test } from 'vitest';
import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import { clinicalPictures } from '../../reference-data/demo/clinical-pictures.js';
import { comorbidities } from '../../reference-data/demo/comorbidities.js';
import { demonstrationHospitals, frequencyIn } from '../../reference-data/demo/demonstration-hospitals.js';

describe('clinicalPictures', () => {
  const pictures = clinicalPictures();

  test('every code of the table is in normal form', () => {
    for (const p of pictures) {
      for (const code of [...p.principalDiagnoses, ...p.secondaryDiagnoses.map((s) => s.code)])
        expect(diagnosisCode(code)).toBe(code);
      for (const code of [...p.principalProcedures, ...p.otherProcedures.map((o) => o.code)])
        expect(procedureCode(code)).toBe(code);
    }
  });

  test('the principal diagnoses come from every chapter that brings people to hospital', () => {
    const chapters = new Set(pictures.flatMap((p) => p.principalDiagnoses.map((code) => code[0])));
    expect([...chapters].sort().join('')).toBe('ABCDEFGHIJKLMNOPQRSTZ');
  });

  test.each([
    'newborn-healthy',
    'premature-extreme',
    'infarction-pci',
    'caesarean',
    'cataract',
    'multiple-trauma',
    'kidney-transplant',
    'hiv',
  ])('there is a clinical picture %s', (key) => {
    expect(pictures.map((p) => p.key)).toContain(key);
  });
});

test('comorbidities are in normal form', () => {
  for (const { diagnosis } of comorbidities()) expect(diagnosisCode(diagnosis)).toBe(diagnosis);
});

describe('demonstrationHospitals', () => {
  const hospitals = demonstrationHospitals();
  const frequencyOf = (hospital: number, key: string) =>
    frequencyIn(
      hospitals[hospital]!,
      clinicalPictures().find((picture) => picture.key === key)!,
    );

  test('there are six of three levels, each with an identifier of its own', () => {
    expect(new Set(hospitals.map(({ hospitalId }) => hospitalId)).size).toBe(6);
    expect(new Set(hospitals.map(({ level }) => level))).toEqual(new Set([1, 2, 3]));
  });

  test.each([
    ['the university hospital transplants', 0, 'liver-transplant', true],
    ['the township hospital does not', 5, 'liver-transplant', false],
    ['the township hospital treats pneumonia', 5, 'pneumonia-adult', true],
    ['the hospital for women and children delivers', 3, 'caesarean', true],
    ['and has no cataracts', 3, 'cataract', false],
    ['the psychiatric hospital has psychiatric cases', 4, 'schizophrenia', true],
    ['the second city hospital leaves them to it', 1, 'schizophrenia', false],
  ])('%s', (_why, hospital, key, isSeen) => {
    expect(frequencyOf(hospital, key) > 0).toBe(isSeen);
  });
});
