import { checkedDiagnoses } from './code-shape.js';
import { readDemoTable, type DemoTableRow } from './read-demo-table.js';

/** A disease that people of an age have beside the one they come with. */
export interface Comorbidity {
  readonly diagnosis: string;
  readonly sexes: readonly (1 | 2)[];
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly percent: number;
}

const COLUMNS = ['diagnosis', 'name', 'sex', 'ageFrom', 'ageTo', 'percent'];

let loaded: readonly Comorbidity[] | undefined;

/** The comorbidities of `comorbidities.csv`, read and checked once. */
export function comorbidities(): readonly Comorbidity[] {
  loaded ??= readDemoTable('comorbidities.csv', COLUMNS).map((row) => ({
    diagnosis: checkedDiagnoses([row.text('diagnosis')], row.place)[0]!,
    sexes: sexes(row),
    ageFrom: row.whole('ageFrom', 0, 150),
    ageTo: row.whole('ageTo', 0, 150),
    percent: row.whole('percent', 1, 100),
  }));
  return loaded;
}

function sexes(row: DemoTableRow): readonly (1 | 2)[] {
  return row.text('sex') === 'both' ? [1, 2] : [row.whole('sex', 1, 2) as 1 | 2];
}
