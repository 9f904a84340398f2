import assert from 'node:assert/strict';
import { DrgGrouper, type Discharge, type Reason } from '../../../grouper/index.js';
import {
  groupCodeOf,
  rowKindOf,
  type ComplicationRow,
  type DrgEdition,
  type DrgTables,
  type RowKind,
} from '../../../reference-data/index.js';
import { PlainInterpreter } from '../../plain-interpreter.js';
import { compiled, tables } from '../../read-scheme.js';

/** What a row may say besides its code, parent and rule. The sort is the row's place unless it is given. */
export interface RowChoices {
  readonly sort?: number;
  readonly kind?: RowKind;
  readonly mdc?: string;
}

/** A scheme as one would note it down: rows as tuples, members of a set in one text. */
export interface SmallScheme {
  readonly mdc: readonly (readonly [code: string, rule: string, choices?: RowChoices])[];
  readonly adrg: readonly (readonly [code: string, mdc: string, rule: string, choices?: RowChoices])[];
  readonly drg: readonly (readonly [code: string, adrg: string, rule: string, choices?: RowChoices])[];
  readonly sets?: Readonly<Record<string, string>>;
  readonly complications?: readonly (readonly [code: string, level: ComplicationRow['level'], exclusionTable: string])[];
  readonly exclusions?: Readonly<Record<string, string>>;
}

export function smallTables({ mdc, adrg, drg, sets = {}, complications = [], exclusions = {} }: SmallScheme): DrgTables {
  const mdcOfAdrg = new Map(adrg.map(([code, parent]) => [code, parent]));
  return tables({
    mdc: mdc.map(([code, rule, { sort } = {}], place) => ({ code, name: `name of ${code}`, rule, sort: sort ?? place })),
    adrg: adrg.map(([code, parent, rule, { sort, kind } = {}], place) => ({
      code,
      groupCode: groupCodeOf(code),
      kind: kind ?? rowKindOf('adrg', groupCodeOf(code)),
      name: `name of ${code}`,
      rule,
      mdc: parent,
      sort: sort ?? place,
    })),
    drg: drg.map(([code, parent, rule, { sort, kind, mdc: ownMdc } = {}], place) => ({
      code,
      groupCode: groupCodeOf(code),
      kind: kind ?? rowKindOf('drg', groupCodeOf(code)),
      name: `name of ${code}`,
      rule,
      adrg: parent,
      mdc: ownMdc ?? mdcOfAdrg.get(parent) ?? '',
      sort: sort ?? place,
    })),
    sets: Object.entries(sets).flatMap(([set, codes]) => words(codes).map((code) => ({ set, code, name: '', type: '' }))),
    complications: complications.map(([code, level, exclusionTable]) => ({ code, name: '', exclusionTable, level })),
    exclusions: Object.entries(exclusions).flatMap(([table, codes]) => words(codes).map((code) => ({ table, code, name: '' }))),
  });
}

const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** A valid case of a man of forty with a diagnosis that no scheme here knows; what matters can be given. */
export function discharge(given: Partial<Discharge> = {}): Discharge {
  return {
    caseId: 'T-1',
    sex: 1,
    ageYears: 40,
    principalDiagnosis: 'Q99.900',
    secondaryDiagnoses: [],
    otherProcedures: [],
    ...given,
  };
}

/** A small scheme with all who can read it; whoever asks it for a group gets one that all of them found. */
export class SmallGrouper {
  readonly grouper: DrgGrouper;
  readonly tables: DrgTables;
  readonly #plain: PlainInterpreter;

  constructor(scheme: SmallScheme, choices: Partial<DrgEdition> = {}) {
    const read = compiled(smallTables(scheme), choices);
    this.tables = read.scheme.tables;
    this.grouper = new DrgGrouper(read, read.scheme);
    this.#plain = new PlainInterpreter(read.scheme);
  }

  /** Status and group as one line: `grouped MDCB/BR1/BR11`. */
  group(given: Partial<Discharge>): string {
    const one = discharge(given);
    const result = this.grouper.group(one);
    assert(result.status !== 'invalid', `the case is valid: ${JSON.stringify(result.reasons)}`);
    const { status, mdc, adrg, drg, severity } = result;
    assert.deepEqual({ status, mdc, adrg, drg, severity }, this.#plain.group(one), 'the plain interpreter finds the same');
    assert.deepEqual(this.grouper.explain(one).result, result, 'the explaining path finds the same');
    return `${status} ${mdc}/${adrg}/${drg}`;
  }

  /** The DRG alone. */
  drg(given: Partial<Discharge>): string {
    return this.group(given).split('/')[2]!;
  }

  reasons(given: Partial<Discharge>, found: readonly Reason[] = []): readonly Reason[] {
    return this.grouper.group(discharge(given), found).reasons;
  }
}
