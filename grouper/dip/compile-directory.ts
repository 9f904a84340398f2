import {
  TREATMENT_ATTRIBUTES,
  type DipChoices,
  type DipEdition,
  type DipGroupRow,
  type DipLayer,
  type DipPolicy,
  type DipTables,
  type TreatmentAttribute,
} from '../../reference-data/index.js';
import { diagnosisCode, procedureCode } from '../codes/normal-form.js';
import type { ProcedureAttributes } from './attributes/procedure-attributes.js';
import { codesOf, FULL_CODE_LENGTH, parseCodeExpression, type CodeExpression } from './code-expression.js';
import { diagnosisPrefixes, isPrefix } from './diagnosis-keys.js';

/** What a directory says of itself, as far as grouping hangs on it. */
export type DirectoryEdition = Pick<DipEdition, 'id' | 'newbornWeight' | 'operators' | 'shortProcedureCodes'>;

/** One alternative of a procedure cell: all parts must be met, each by any of its codes. */
export type Parts = readonly ReadonlySet<string>[];

/** A group row, its cells read. */
export interface DipGroup {
  readonly row: DipGroupRow;
  /** Place in the table: what sheet order compares. */
  readonly order: number;
  /** Prefixes of the diagnosis cell. */
  readonly prefixes: readonly string[];
  readonly procedure: readonly Parts[];
  readonly related: readonly Parts[];
  /** Codes of both cells. */
  readonly codes: ReadonlySet<string>;
  readonly otherDiagnoses: readonly string[];
  readonly ageDaysBelow: number | undefined;
  readonly birthWeight: { readonly low: number; readonly high: number } | undefined;
  /** The treatment class of the row: as printed, else that of its procedures. */
  readonly attribute: TreatmentAttribute;
}

/** Rows that ask for one diagnosis prefix. */
export interface KeyedGroups {
  /** By each code that meets the procedure cell alone: what the main procedure is compared with. */
  readonly byProcedure: ReadonlyMap<string, readonly DipGroup[]>;
  readonly withoutProcedure: readonly DipGroup[];
  readonly all: readonly DipGroup[];
}

/** The rows of one layer by diagnosis prefix. */
export interface LayerIndex {
  readonly groups: readonly DipGroup[];
  /** Procedure codes of all rows. */
  readonly codes: ReadonlySet<string>;
  readonly byPrefix: ReadonlyMap<string, KeyedGroups>;
  /** Lengths of the prefixes, longest first; full codes are looked up whole. Unit: signs of the code, the point among them. */
  readonly prefixLengths: readonly number[];
}

/** 不纳入分组的主要手术操作: what a procedure of the list may still be, and for which diagnoses. */
export interface ExcludedProcedure {
  readonly kind: 'conservative' | 'not-main' | 'limited';
  readonly scope: readonly string[];
}

/** 基层病种: the codes that the main procedure must be among; without any, there must be none. */
export interface PrimaryCareEntry {
  readonly procedure: ReadonlySet<string>;
  /** Whether only a diagnosis with a dagger half is meant. */
  readonly asksForDagger: boolean;
}

/** A directory ready to group with, under one region's policy. */
export interface CompiledDirectory {
  readonly edition: DirectoryEdition;
  readonly policy: DipPolicy;
  readonly attributes: ProcedureAttributes;
  readonly layers: Readonly<Record<DipLayer, LayerIndex>>;
  readonly excludedDiagnoses: ReadonlySet<string>;
  readonly excludedProcedures: ReadonlyMap<string, ExcludedProcedure>;
  /** By diagnosis key. */
  readonly primaryCare: ReadonlyMap<string, readonly PrimaryCareEntry[]>;
  readonly resistantDiagnoses: ReadonlySet<string>;
  /** Listed codes by the base code that they extend: `39.9500` has `39.9500x007`. */
  readonly extensionsOf: ReadonlyMap<string, readonly string[]>;
  /** Listed codes that are prefixes of full ones, where the directory has such. */
  readonly shortCodes: ReadonlySet<string>;
}

/** Compiles the tables of a directory under a policy. The tables were checked at import. */
export function compileDirectory(
  edition: DirectoryEdition,
  tables: DipTables,
  policy: DipPolicy,
  attributes: ProcedureAttributes,
): CompiledDirectory {
  const groups = tables.groups.map((row, order) => readGroup(row, order, edition, policy, attributes));
  const listed = [...new Set(groups.flatMap(({ codes }) => [...codes]))];
  const extensionsOf = new Map<string, string[]>();
  for (const code of listed) {
    const base = baseOf(code);
    if (base !== code) extensionsOf.set(base, [...(extensionsOf.get(base) ?? []), code]);
  }
  const layer = (name: DipLayer) => indexLayer(groups.filter(({ row }) => row.layer === name));
  const primaryCare = new Map<string, PrimaryCareEntry[]>();
  for (const { diagnosis, procedure } of tables.primaryCare) {
    const entry: PrimaryCareEntry = {
      procedure: new Set(codesOf(parseCodeExpression(procedure, edition.operators, policy.choices.expressionPrecedence))),
      asksForDagger: policy.choices.daggerKey === 'require' && diagnosis.trim().endsWith('+'),
    };
    for (const key of diagnosisPrefixes(diagnosis)) primaryCare.set(key, [...(primaryCare.get(key) ?? []), entry]);
  }
  return {
    edition,
    policy,
    attributes,
    layers: {
      XQ: layer('XQ'),
      BX: layer('BX'),
      FZ: layer('FZ'),
      JC: layer('JC'),
      core: layer('core'),
      primary: layer('primary'),
      comprehensive: layer('comprehensive'),
      blank: layer('blank'),
    },
    excludedDiagnoses: new Set(tables.excludedDiagnoses.map(({ code }) => diagnosisCode(code))),
    excludedProcedures: new Map(
      tables.excludedProcedures.map(({ code, kind, scope }) => [procedureCode(code), { kind, scope: diagnosisPrefixes(scope) }]),
    ),
    primaryCare,
    resistantDiagnoses: new Set(tables.resistantDiagnoses.map(({ code }) => diagnosisCode(code))),
    extensionsOf,
    shortCodes: new Set(edition.shortProcedureCodes === 'prefix' ? listed.filter((code) => code.length < FULL_CODE_LENGTH) : []),
  };
}

/** `39.9500` of `39.9500x007`. */
export function baseOf(code: string): string {
  return code.replace(/x\d+$/, '');
}

function readGroup(
  row: DipGroupRow,
  order: number,
  edition: DirectoryEdition,
  { choices }: DipPolicy,
  attributes: ProcedureAttributes,
): DipGroup {
  const read = (cell: string) => parseCodeExpression(cell, edition.operators, choices.expressionPrecedence);
  const procedure = read(row.procedure);
  const related = read(row.related);
  const band = /^(\d+)-(\d+)$/.exec(row.birthWeight);
  return {
    row,
    order,
    prefixes: diagnosisPrefixes(row.diagnosis),
    procedure: asParts(procedure),
    related: asParts(related),
    codes: new Set([...codesOf(procedure), ...codesOf(related)]),
    otherDiagnoses: diagnosisPrefixes(row.otherDiagnosis),
    ageDaysBelow: row.ageDaysBelow === '' ? undefined : Number(row.ageDaysBelow),
    birthWeight: band === null ? undefined : { low: Number(band[1]), high: Number(band[2]) },
    attribute: attributeOfRow(row, procedure, attributes, choices),
  };
}

function attributeOfRow(
  row: DipGroupRow,
  procedure: CodeExpression,
  attributes: ProcedureAttributes,
  choices: DipChoices,
): TreatmentAttribute {
  const known = row.attribute !== '' ? row.attribute : highest(codesOf(procedure).map((code) => attributes.attributeOf(code)));
  return known === 'interventional' ? choices.interventionAs : known;
}

function highest(all: readonly (TreatmentAttribute | undefined)[]): TreatmentAttribute {
  return TREATMENT_ATTRIBUTES[
    Math.max(0, ...all.map((attribute) => (attribute === undefined ? 0 : TREATMENT_ATTRIBUTES.indexOf(attribute))))
  ]!;
}

function asParts({ alternatives }: CodeExpression): readonly Parts[] {
  return alternatives.map((requirement) => requirement.map((part) => new Set(part)));
}

function indexLayer(groups: readonly DipGroup[]): LayerIndex {
  const byPrefix = new Map<string, { byProcedure: Map<string, DipGroup[]>; withoutProcedure: DipGroup[]; all: DipGroup[] }>();
  for (const group of groups) {
    for (const prefix of new Set(group.prefixes)) {
      let keyed = byPrefix.get(prefix);
      if (keyed === undefined) byPrefix.set(prefix, (keyed = { byProcedure: new Map(), withoutProcedure: [], all: [] }));
      keyed.all.push(group);
      if (group.procedure.length === 0) keyed.withoutProcedure.push(group);
      for (const code of new Set(group.procedure.flatMap(codesInEveryPart))) {
        keyed.byProcedure.set(code, [...(keyed.byProcedure.get(code) ?? []), group]);
      }
    }
  }
  const prefixLengths = [...new Set([...byPrefix.keys()].filter(isPrefix).map(({ length }) => length))].sort((a, b) => b - a);
  const codes = new Set(groups.flatMap((group) => [...group.codes]));
  return { groups, codes, byPrefix, prefixLengths };
}

function codesInEveryPart([first, ...rest]: Parts): readonly string[] {
  return [...(first ?? [])].filter((code) => rest.every((part) => part.has(code)));
}
