import assert from 'node:assert/strict';
import { checkedDiagnoses, checkedProcedures } from './code-shape.js';
import { readDemoTable, type CodeChance, type DemoTableRow } from './read-demo-table.js';

/** What a hospital must be able to do to treat the case. Each demonstration hospital has its own share of each. */
export type CareLevel = 'basic' | 'general' | 'advanced';

/** A kind of stay: who comes, with what, what is done, how long it takes and what it costs. `README.md` describes each column. */
export interface ClinicalPicture {
  readonly key: string;
  readonly name: string;
  readonly department: string;
  readonly careLevel: CareLevel;
  /** Relative frequency. */
  readonly share: number;
  /** 0 women only, 100 men only. */
  readonly malePercent: number;
  readonly ageUnit: 'years' | 'days';
  readonly ageFrom: number;
  readonly ageTo: number;
  /** Only for newborns. Unit: gram. */
  readonly birthWeight: { readonly from: number; readonly to: number } | undefined;
  readonly principalDiagnoses: readonly string[];
  readonly secondaryDiagnoses: readonly CodeChance[];
  readonly principalProcedures: readonly string[];
  readonly procedurePercent: number;
  readonly otherProcedures: readonly CodeChance[];
  readonly stayMedianDays: number;
  readonly chargesMedianYuan: number;
  readonly drugPercent: number;
  readonly consumablePercent: number;
  readonly icuPercent: number;
  readonly ventilatorPercent: number;
  readonly diedPermille: number;
  readonly transferPermille: number;
  /** How often the same person comes back for the same within weeks. */
  readonly returnPercent: number;
}

const COLUMNS = [
  'key',
  'name',
  'department',
  'careLevel',
  'share',
  'malePercent',
  'ageUnit',
  'ageFrom',
  'ageTo',
  'birthWeightFrom',
  'birthWeightTo',
  'principalDiagnoses',
  'secondaryDiagnoses',
  'principalProcedures',
  'procedurePercent',
  'otherProcedures',
  'stayMedianDays',
  'chargesMedianYuan',
  'drugPercent',
  'consumablePercent',
  'icuPercent',
  'ventilatorPercent',
  'diedPermille',
  'transferPermille',
  'returnPercent',
];

/** Up to this age the grouping schemes ask for a weight. Unit: days. */
const NEWBORN_DAYS = 28;

let loaded: readonly ClinicalPicture[] | undefined;

/** The clinical pictures of `clinical-pictures.csv`, read and checked once. */
export function clinicalPictures(): readonly ClinicalPicture[] {
  if (loaded === undefined) {
    const pictures = readDemoTable('clinical-pictures.csv', COLUMNS).map(clinicalPicture);
    assert.equal(new Set(pictures.map(({ key }) => key)).size, pictures.length, 'every clinical picture has a key of its own');
    loaded = pictures;
  }
  return loaded;
}

function clinicalPicture(row: DemoTableRow): ClinicalPicture {
  const ageUnit = row.text('ageUnit');
  assert(ageUnit === 'years' || ageUnit === 'days', `${row.place}, ageUnit: years or days`);
  const careLevel = row.text('careLevel');
  assert(careLevel === 'basic' || careLevel === 'general' || careLevel === 'advanced', `${row.place}: a careLevel that exists`);
  const picture: ClinicalPicture = {
    key: row.text('key'),
    name: row.text('name'),
    department: row.text('department'),
    careLevel,
    share: row.whole('share', 1, 1000),
    malePercent: row.whole('malePercent', 0, 100),
    ageUnit,
    ageFrom: row.whole('ageFrom', 0, ageUnit === 'years' ? 120 : 364),
    ageTo: row.whole('ageTo', 0, ageUnit === 'years' ? 120 : 364),
    birthWeight: birthWeight(row),
    principalDiagnoses: checkedDiagnoses(row.list('principalDiagnoses'), row.place),
    secondaryDiagnoses: row.percents('secondaryDiagnoses'),
    principalProcedures: checkedProcedures(row.list('principalProcedures'), row.place),
    procedurePercent: row.whole('procedurePercent', 0, 100),
    otherProcedures: row.percents('otherProcedures'),
    stayMedianDays: row.whole('stayMedianDays', 1, 120),
    chargesMedianYuan: row.whole('chargesMedianYuan', 100, 1_000_000),
    drugPercent: row.whole('drugPercent', 0, 90),
    consumablePercent: row.whole('consumablePercent', 0, 90),
    icuPercent: row.whole('icuPercent', 0, 100),
    ventilatorPercent: row.whole('ventilatorPercent', 0, 100),
    diedPermille: row.whole('diedPermille', 0, 1000),
    transferPermille: row.whole('transferPermille', 0, 1000),
    returnPercent: row.whole('returnPercent', 0, 100),
  };
  checkPicture(picture, row.place);
  return picture;
}

function birthWeight(row: DemoTableRow): ClinicalPicture['birthWeight'] {
  if (row.list('birthWeightFrom').length === 0) return undefined;
  return { from: row.whole('birthWeightFrom', 300, 6000), to: row.whole('birthWeightTo', 300, 6000) };
}

function checkPicture(picture: ClinicalPicture, place: string): void {
  checkedDiagnoses(codesOf(picture.secondaryDiagnoses), place);
  checkedProcedures(codesOf(picture.otherProcedures), place);
  const isNewborn = picture.ageUnit === 'days' && picture.ageFrom <= NEWBORN_DAYS;
  assert(picture.principalDiagnoses.length > 0, `${place}: a principal diagnosis`);
  assert(picture.ageFrom <= picture.ageTo, `${place}: ageFrom is not above ageTo`);
  assert(isNewborn === (picture.birthWeight !== undefined), `${place}: a birth weight for newborns and for nobody else`);
  assert(!isNewborn || picture.ageTo <= NEWBORN_DAYS, `${place}: newborns are ${NEWBORN_DAYS} days old at most`);
  assert(
    picture.procedurePercent > 0 === picture.principalProcedures.length > 0,
    `${place}: procedures and their chance go together`,
  );
  assert(picture.drugPercent + picture.consumablePercent <= 90, `${place}: drugs and consumables leave room for the rest`);
}

function codesOf(chances: readonly CodeChance[]): string[] {
  return chances.map(({ code }) => code);
}
