import assert from 'node:assert/strict';
import type { CareLevel, ClinicalPicture } from './clinical-pictures.js';
import { readDemoTable } from './read-demo-table.js';

/** An invented hospital: how many cases it takes, which ones, how long it keeps them and what it charges. */
export interface DemonstrationHospital {
  readonly hospitalId: string;
  readonly name: string;
  readonly level: 1 | 2 | 3;
  /** Relative number of cases. */
  readonly share: number;
  /** How much of each level of care it gives, against the average. Unit: percent. */
  readonly careLevels: Readonly<Record<CareLevel, number>>;
  /** Its charges against the average. Unit: percent. */
  readonly costPercent: number;
  /** Its stays against the average. Unit: percent. */
  readonly stayPercent: number;
  /** How much it does of a department, by the beginning of the department's code or `other`; what is not named is 100. Unit: percent. */
  readonly departments: ReadonlyMap<string, number>;
}

const COLUMNS = [
  'hospitalId',
  'name',
  'level',
  'share',
  'basic',
  'general',
  'advanced',
  'costPercent',
  'stayPercent',
  'departments',
];

let loaded: readonly DemonstrationHospital[] | undefined;

/** The six hospitals of `hospitals.csv`, all invented; read and checked once. */
export function demonstrationHospitals(): readonly DemonstrationHospital[] {
  loaded ??= readDemoTable('hospitals.csv', COLUMNS).map((row) => {
    const hospitalId = row.text('hospitalId');
    assert(/^H\d{11}$/.test(hospitalId), `${row.place}, hospitalId: H and eleven digits`);
    return {
      hospitalId,
      name: row.text('name'),
      level: row.whole('level', 1, 3) as 1 | 2 | 3,
      share: row.whole('share', 1, 1000),
      careLevels: {
        basic: row.whole('basic', 0, 1000),
        general: row.whole('general', 0, 1000),
        advanced: row.whole('advanced', 0, 1000),
      },
      costPercent: row.whole('costPercent', 10, 300),
      stayPercent: row.whole('stayPercent', 10, 300),
      departments: row.numbers('departments'),
    };
  });
  return loaded;
}

/** How often a hospital sees a clinical picture: its share, changed by what the hospital can do and what it is known for. */
export function frequencyIn(hospital: DemonstrationHospital, picture: ClinicalPicture): number {
  const { department, careLevel, share } = picture;
  const { departments, careLevels } = hospital;
  const emphasis = departments.get(department) ?? departments.get(department.slice(0, 2)) ?? departments.get('other') ?? 100;
  return Math.floor((share * careLevels[careLevel] * emphasis) / 1000);
}
