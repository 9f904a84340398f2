import {
  TREATMENT_ATTRIBUTES,
  type DipChoices,
  type DipGroupRow,
  type DipLayer,
  type DipPolicy,
  type DipTables,
  type TreatmentAttribute,
} from '../../reference-data/index.js';
import { diagnosisCode, procedureCode } from '../codes/normal-form.js';
import type { ProcedureAttributes } from './attributes/procedure-attributes.js';
import { baseOf, codesOf, FULL_CODE_LENGTH, parseCodeExpression, type CodeExpression } from './code-expression.js';
import { diagnosisPrefixes } from './diagnosis-keys.js';
import type { DipGroup, DirectoryAsRead, DirectoryEdition, Parts, PrimaryCareEntry } from './directory-as-read.js';
import type { FlatDirectory } from './flat/flat-directory.js';
import { flattenDirectory } from './flat/flatten-directory.js';

export type * from './directory-as-read.js';

/** A directory ready to group with, under one region's policy: as it was read, and flat. */
export interface CompiledDirectory extends DirectoryAsRead {
  readonly flat: FlatDirectory;
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
  const layer = (name: DipLayer) => ({ groups: groups.filter(({ row }) => row.layer === name) });
  const primaryCare = new Map<string, PrimaryCareEntry[]>();
  for (const { diagnosis, procedure } of tables.primaryCare) {
    const entry: PrimaryCareEntry = {
      procedure: new Set(codesOf(parseCodeExpression(procedure, edition.operators, policy.choices.expressionPrecedence))),
      asksForDagger: policy.choices.daggerKey === 'require' && diagnosis.trim().endsWith('+'),
    };
    for (const key of diagnosisPrefixes(diagnosis)) primaryCare.set(key, [...(primaryCare.get(key) ?? []), entry]);
  }
  const asRead: DirectoryAsRead = {
    edition,
    policy,
    attributes,
    groups,
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
  return { ...asRead, flat: flattenDirectory(asRead) };
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
