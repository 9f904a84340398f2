import { describe, expect, test } from 'vitest';
import { diagnosisCode, procedureCode, type Discharge } from '../../grouper/index.js';
import {
  DEMONSTRATION_FLAWS,
  demonstrationDischarges,
  demonstrationHospitals,
  demonstrationVolume,
  FLAWS_PER,
  type DemonstrationDischarge,
  type DemonstrationFlaw,
} from '../../reference-data/demo/index.js';

const COUNT = 20_000;
const all = [...demonstrationDischarges({ seed: 20260101, count: COUNT, year: 2024 })];
const sound = all.filter(({ flaw }) => flaw === undefined);
const withFlaw = (flaw: DemonstrationFlaw) => all.filter((d) => d.flaw === flaw);

const WOMEN = /^(O|N7[0-7]|N[89]|C5[1-8]|D06|D2[5-8]|Z37)/;
const MEN = /^(N4|N5[01]|C6[0-3])/;
const WOMENS_PROCEDURE = /^(6[5-9]|7[0-5])\./;
const MENS_PROCEDURE = /^6[0-4]\./;

const daysBetween = (d: DemonstrationDischarge) => (Date.parse(d.dischargeDate) - Date.parse(d.admissionDate)) / 86_400_000;
const diagnosesOf = (d: DemonstrationDischarge) => [d.principalDiagnosis, ...d.secondaryDiagnoses];
const proceduresOf = (d: DemonstrationDischarge) => [
  ...(d.principalProcedure === undefined ? [] : [d.principalProcedure]),
  ...d.otherProcedures,
];
const faultsOf = (isFault: (d: DemonstrationDischarge) => boolean, among = all) =>
  among.filter(isFault).map(({ caseId }) => caseId);
const isNewborn = (d: DemonstrationDischarge) => d.ageDays !== undefined && d.ageDays <= 28;
const isWeight = (grams: number | undefined) => grams !== undefined && grams >= 100 && grams <= 9999 && grams % 10 === 0;
const shareOf = (...flaws: DemonstrationFlaw[]) => (100 * flaws.flatMap(withFlaw).length) / COUNT;
const meanOf = (year: number) => {
  const total = [...demonstrationDischarges({ seed: 1, count: 8000, year })].reduce((sum, d) => sum + d.totalCharges, 0n);
  return Number(total) / 8000;
};

describe('demonstrationDischarges', () => {
  test('every one is a discharge as the grouper takes it', () => {
    const discharges: readonly Discharge[] = all;
    expect(discharges).toHaveLength(COUNT);
  });

  test('no two have the same identifier', () => {
    expect(new Set(all.map(({ caseId }) => caseId)).size).toBe(COUNT);
  });

  test('a small count is a prefix of a larger one', () => {
    expect([...demonstrationDischarges({ seed: 20260101, count: 1003, year: 2024 })]).toEqual(all.slice(0, 1003));
  });

  test('they can be iterated again and come out the same', () => {
    const discharges = demonstrationDischarges({ seed: 5, count: 50, year: 2023 });
    expect([...discharges]).toEqual([...discharges]);
  });

  test('identifiers and hospitals have the form of the interface', () => {
    const hospitals = new Set(demonstrationHospitals().map(({ hospitalId }) => hospitalId));
    expect(new Set(all.map(({ hospitalId }) => hospitalId))).toEqual(hospitals);
    expect(faultsOf(({ personKey }) => !/^[0-9a-f]{32}$/.test(personKey))).toEqual([]);
    expect(faultsOf(({ department }) => !/^\d{2}(\d{2})?$/.test(department))).toEqual([]);
  });

  test('the charges add up, none is negative, and drugs and consumables are a part of them', () => {
    expect(faultsOf((d) => d.inScope + d.selfPaid + d.overLimit + d.firstSelfPaid !== d.totalCharges)).toEqual([]);
    expect(
      faultsOf((d) =>
        [d.inScope, d.selfPaid, d.overLimit, d.firstSelfPaid, d.drugCharges, d.consumableCharges].some((a) => a < 0n),
      ),
    ).toEqual([]);
    expect(faultsOf((d) => d.totalCharges < 10_000n || d.drugCharges + d.consumableCharges > d.totalCharges)).toEqual([]);
  });

  test('every code is in normal form, and none stands twice', () => {
    expect(faultsOf((d) => diagnosesOf(d).some((code) => diagnosisCode(code) !== code))).toEqual([]);
    expect(faultsOf((d) => proceduresOf(d).some((code) => procedureCode(code) !== code))).toEqual([]);
    expect(faultsOf((d) => new Set(diagnosesOf(d)).size < diagnosesOf(d).length)).toEqual([]);
    expect(faultsOf((d) => new Set(proceduresOf(d)).size < proceduresOf(d).length)).toEqual([]);
  });

  test('nobody has procedures without a principal one', () => {
    expect(faultsOf((d) => d.principalProcedure === undefined && d.otherProcedures.length > 0)).toEqual([]);
  });

  test('sexes fit diagnoses and procedures', () => {
    expect(faultsOf((d) => d.sex === undefined, sound)).toEqual([]);
    expect(faultsOf((d) => d.sex === 1 && diagnosesOf(d).some((code) => WOMEN.test(code)), sound)).toEqual([]);
    expect(faultsOf((d) => d.sex === 2 && diagnosesOf(d).some((code) => MEN.test(code)), sound)).toEqual([]);
    expect(faultsOf((d) => d.sex === 1 && proceduresOf(d).some((code) => WOMENS_PROCEDURE.test(code)), sound)).toEqual([]);
    expect(faultsOf((d) => d.sex === 2 && proceduresOf(d).some((code) => MENS_PROCEDURE.test(code)), sound)).toEqual([]);
  });

  test('ages are within bounds, in days only and always under one year', () => {
    expect(faultsOf((d) => d.ageYears < 0 || d.ageYears > 120, sound)).toEqual([]);
    expect(faultsOf((d) => (d.ageDays === undefined) !== d.ageYears > 0, sound)).toEqual([]);
    expect(faultsOf((d) => d.ageDays !== undefined && (d.ageDays < 0 || d.ageDays > 364), sound)).toEqual([]);
  });

  test('ages fit what people come with', () => {
    const principalIs = (pattern: RegExp) => sound.filter((d) => pattern.test(d.principalDiagnosis));
    expect(faultsOf((d) => d.ageDays === undefined || d.ageDays > 28, principalIs(/^(P|Z38)/))).toEqual([]);
    expect(faultsOf((d) => d.ageYears < 16 || d.ageYears > 50, principalIs(/^O/))).toEqual([]);
    expect(faultsOf((d) => d.ageYears < 38, principalIs(/^(I2[015]|H25|N40|J44|C61)/))).toEqual([]);
    expect(
      faultsOf(
        (d) => d.ageYears > 17,
        sound.filter((d) => /^0[79]/.test(d.department)),
      ),
    ).toEqual([]);
  });

  test('newborns have both weights, in tens of grams from 100 to 9999, and nobody else has one', () => {
    expect(faultsOf((d) => !isWeight(d.birthWeightGrams) || !isWeight(d.admissionWeightGrams), sound.filter(isNewborn))).toEqual(
      [],
    );
    const others = sound.filter((d) => !isNewborn(d));
    expect(faultsOf((d) => d.birthWeightGrams !== undefined || d.admissionWeightGrams !== undefined, others)).toEqual([]);
    expect(sound.filter(isNewborn).some((d) => d.birthWeightGrams! < 1500)).toBe(true);
  });

  test('dates fit the stay, and every discharge is in the year', () => {
    expect(faultsOf((d) => Math.max(1, daysBetween(d)) !== d.lengthOfStayDays)).toEqual([]);
    expect(faultsOf((d) => !d.dischargeDate.startsWith('2024-'))).toEqual([]);
    expect(all.some((d) => d.dischargeDate === '2024-02-29')).toBe(true);
    expect(all.some((d) => d.admissionDate.startsWith('2023-12'))).toBe(true);
  });

  test('hours of ventilation and intensive care fit into each other and into the stay', () => {
    expect(faultsOf((d) => (d.ventilatorHours ?? 0) > (d.icuHours ?? 0))).toEqual([]);
    expect(faultsOf((d) => (d.icuHours ?? 0) > 24 * d.lengthOfStayDays)).toEqual([]);
    expect(faultsOf((d) => proceduresOf(d).includes('96.7201') !== (d.ventilatorHours ?? 0) >= 96)).toEqual([]);
  });

  test('every disposition occurs, and going home is by far the most frequent', () => {
    expect([...new Set(all.map(({ disposition }) => disposition))].sort()).toEqual([1, 2, 3, 4, 5, 9]);
    expect(all.filter(({ disposition }) => disposition === 1).length / COUNT).toBeGreaterThan(0.9);
  });

  test('whoever comes back is the same person, later, alive, and not while still there', () => {
    const stays = new Map<string, DemonstrationDischarge[]>();
    for (const d of all) stays.set(d.personKey, [...(stays.get(d.personKey) ?? []), d]);
    const repeated = [...stays.values()].filter((visits) => visits.length > 1);
    expect(repeated.length / COUNT).toBeGreaterThan(0.03);
    for (const [first, second, ...more] of repeated) {
      expect(more).toEqual([]);
      expect(second!.admissionDate > first!.dischargeDate).toBe(true);
      expect([second!.sex, second!.ageYears, second!.hospitalId]).toEqual([first!.sex, first!.ageYears, first!.hospitalId]);
      expect(first!.disposition).not.toBe(5);
    }
  });

  test.each(Object.entries(DEMONSTRATION_FLAWS))('about %s in the documented number of cases: %i of 2,000', (flaw, cases) => {
    const expected = (COUNT * cases) / FLAWS_PER;
    const found = withFlaw(flaw as DemonstrationFlaw).length;
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected)); // chance, not a tolerance of the generator
  });

  test('faulty rows are about 0.5 %, rows without a group of their own about 1.5 %', () => {
    const faulty = shareOf('sex-missing', 'weight-missing', 'principal-unknown', 'age-negative');
    const ungroupable = shareOf('unrelated-procedure', 'opposite-sex', 'principal-not-groupable');
    expect(faulty > 0.35 && faulty < 0.65).toBe(true);
    expect(ungroupable > 1.2 && ungroupable < 1.8).toBe(true);
  });

  test('each flaw is what its name says', () => {
    expect(faultsOf((d) => d.sex !== undefined, withFlaw('sex-missing'))).toEqual([]);
    expect(
      faultsOf((d) => d.birthWeightGrams !== undefined || d.admissionWeightGrams !== undefined, withFlaw('weight-missing')),
    ).toEqual([]);
    expect(faultsOf((d) => d.ageDays === undefined || d.ageDays > 28, withFlaw('weight-missing'))).toEqual([]);
    expect(faultsOf((d) => d.ageYears !== -1, withFlaw('age-negative'))).toEqual([]);
    expect(faultsOf((d) => !(d.sex === 1 ? WOMEN : MEN).test(d.principalDiagnosis), withFlaw('opposite-sex'))).toEqual([]);
    expect(faultsOf((d) => !/^[V-Y]/.test(d.principalDiagnosis), withFlaw('principal-not-groupable'))).toEqual([]);
    expect(faultsOf((d) => !['K99.900', 'D99.x00', 'I10'].includes(d.principalDiagnosis), withFlaw('principal-unknown'))).toEqual(
      [],
    );
    const unrelated = withFlaw('unrelated-procedure');
    expect(unrelated.filter((d) => d.principalProcedure !== undefined).length / unrelated.length).toBeGreaterThan(0.9);
  });

  test('a year costs a little more than the year before, and has a little more volume', () => {
    const [first, last] = [meanOf(2023), meanOf(2033)];
    expect(last / first).toBeGreaterThan(1.1);
    expect(last / first).toBeLessThan(1.5);
    expect([2022, 2023, 2024, 2025].map((year) => demonstrationVolume(10_000, year))).toEqual([9615, 10_000, 10_400, 10_816]);
  });

  test('other hospitals can be given, and a flaw that they cannot show is left out', () => {
    const psychiatric = {
      ...demonstrationHospitals()[4]!,
      departments: new Map([
        ['15', 100],
        ['other', 0],
      ]),
    };
    const discharges = [...demonstrationDischarges({ seed: 1, count: 3000, year: 2024, hospitals: [psychiatric] })];
    expect(new Set(discharges.map(({ department }) => department))).toEqual(new Set(['15']));
    expect(discharges.some(({ flaw }) => flaw === 'weight-missing')).toBe(false);
    expect(discharges.some(({ flaw }) => flaw === 'sex-missing')).toBe(true);
  });

  test.each([
    ['a seed below zero', { seed: -1, count: 1, year: 2024 }, 'a seed is'],
    ['half a case', { seed: 1, count: 0.5, year: 2024 }, 'a number of discharges is'],
    ['a year with two digits', { seed: 1, count: 1, year: 24 }, 'a demonstration year is'],
  ])('%s is refused at once', (_why, options, sentence) => {
    expect(() => demonstrationDischarges(options)).toThrow(sentence);
  });
});
