import type { DipGroupRow, DipTables, TreatmentAttribute } from '../../../reference-data/index.js';
import type { BuiltDirectory, BuiltGroup } from './built-directory.js';
import { VARIATION_DECIMALS } from './moments.js';
import { decimalText, yuanOfFen } from './round-ratio.js';

/** What the tables of a built directory need beside its groups. */
export interface TableContext {
  /** Decimals of the points. */
  readonly decimals: number;
  /** The national library that the cases were grouped with. */
  readonly library?: DipTables | undefined;
  /** Name of a diagnosis (also a short one) or a procedure, where one is known. */
  readonly nameOfCode: (code: string) => string | undefined;
}

const ATTRIBUTE_NAMES: Readonly<Record<TreatmentAttribute, string>> = {
  conservative: '内科诊疗组',
  diagnostic: '诊断性操作组',
  therapeutic: '治疗性操作组',
  interventional: '介入治疗组',
  surgical: '相关手术组',
};

const NO_CELLS = {
  subdivision: '',
  related: '',
  otherDiagnosis: '',
  position: 'main',
  drugResistant: '',
  ageDaysBelow: '',
  birthWeight: '',
  surgeryLevel: '',
} as const;

/**
 * The built directory as the tables of a scheme: rows of the library first, as it prints them and in its order, then the local core
 * groups, then the comprehensive ones. In a family the rows with a related procedure stand before the plain one, the costliest first,
 * so that the order of the sheet takes a case to the same group as the builder did.
 */
export function directoryTables(directory: BuiltDirectory, context: TableContext): DipTables {
  const { library } = context;
  const national = new Map(
    directory.groups.filter(({ origin }) => origin === 'national').map((group) => [group.key, group] as const),
  );
  const fromLibrary = (library?.groups ?? []).flatMap((row): DipGroupRow[] => {
    const group = national.get(row.key);
    return group === undefined ? [] : [{ ...row, ...figures(group, context), note: row.note }];
  });
  const local = directory.groups.filter(({ origin }) => origin !== 'national');
  const first = (library?.groups ?? []).reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
  const pairs = new Map(
    directory.groups.flatMap(({ primaryCare }) => primaryCare).map((pair) => [`${pair.diagnosis} ${pair.procedure}`, pair]),
  );
  return {
    groups: [...fromLibrary, ...local.map((group, place) => localRow(group, first + place, context))],
    excludedDiagnoses: library?.excludedDiagnoses ?? [],
    excludedProcedures: library?.excludedProcedures ?? [],
    resistantDiagnoses: library?.resistantDiagnoses ?? [],
    primaryCare: [...pairs.values()].map(({ diagnosis, procedure }, place) => ({
      number: place + 1,
      diagnosis,
      procedure,
      name: nameOf(diagnosis, procedure, '', context),
    })),
  };
}

function localRow(group: BuiltGroup, number: number, context: TableContext): DipGroupRow {
  const { key, origin, diagnosis, procedure, related, attribute } = group;
  const isPool = origin === 'pool';
  const treatment = isPool || procedure === '' ? ATTRIBUTE_NAMES[attribute] : '';
  return {
    ...NO_CELLS,
    key,
    layer: isPool ? 'comprehensive' : 'core',
    number,
    name: nameOf(diagnosis, procedure, related, context, treatment),
    diagnosis,
    procedure,
    related,
    attribute,
    ...figures(group, context),
  };
}

function figures(group: BuiltGroup, { decimals }: TableContext): Pick<DipGroupRow, 'points' | 'meanCost' | 'note'> {
  const { cases, variation, mean } = group.statistics;
  const spread = variation === undefined ? '' : ` CV=${decimalText(variation, VARIATION_DECIMALS)}`;
  return {
    points: decimalText(group.points, decimals),
    meanCost: yuanOfFen(mean),
    note: `${group.origin} n=${cases}${spread}`,
  };
}

/** `C54 子宫体恶性肿瘤，相关手术组`; a code without a name stands for itself. */
function nameOf(diagnosis: string, procedure: string, related: string, { nameOfCode }: TableContext, treatment = ''): string {
  const names = [diagnosis, procedure, related].filter((code) => code !== '').map((code) => nameOfCode(code) ?? code);
  return treatment === '' ? names.join('，') : `${names.join('，')}（${treatment}）`;
}
