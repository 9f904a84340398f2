import assert from 'node:assert/strict';
import { DIP_LAYERS, type DipLayer } from '../../reference-data/index.js';
import type { Discharge } from '../discharge.js';
import { isCovered } from './diagnosis-keys.js';
import { isAmong, readDipCase, type CaseProcedure, type DipCase } from './dip-case.js';
import type { DipResult } from './dip-result.js';
import type { DipGroup, DirectoryAsRead, Parts } from './directory-as-read.js';
import type { RowsByDiagnosis } from './rows-by-diagnosis.js';
import { burnAreas, isResistant } from './subdivision-facts.js';
import type { SubtypeResult } from './subtyping/subtype-of.js';
import { treatmentOfCase } from './treatment-of-case.js';

/** What a row may ask of a case. */
export type DipConditionKind =
  | 'diagnosis'
  | 'newborn-age'
  | 'newborn-weight'
  | 'other-diagnosis'
  | 'resistance'
  | 'no-procedure'
  | 'main-procedure'
  | 'procedures'
  | 'related'
  | 'attribute'
  | 'level';

/** One condition of a row held against the case. */
export interface DipCondition {
  readonly kind: DipConditionKind;
  /** As the directory prints it. */
  readonly asked: string;
  /** Codes or numbers of the case that met it, or what the case states instead. */
  readonly found: readonly string[];
  readonly holds: boolean;
}

/** A row whose diagnosis the case has, with every condition; it fits when all hold. */
export interface DipRowEvidence {
  readonly group: string;
  readonly name: string;
  readonly fits: boolean;
  readonly conditions: readonly DipCondition[];
}

/** One layer of the directory: the rows that come near the case, and how many are far from it. */
export interface DipLayerEvidence {
  readonly layer: DipLayer;
  readonly rows: readonly DipRowEvidence[];
  /** Rows that share the diagnosis alone. */
  readonly sameDiagnosis: number;
  /** Rows for other diagnoses. */
  readonly others: number;
}

/** Why a case is in its group, layer by layer up to the one that decided. */
export interface DipExplanation {
  readonly result: DipResult;
  readonly discharge: Discharge;
  readonly mainProcedure: string | null;
  readonly relatedProcedures: readonly string[];
  readonly attribute: string;
  readonly layers: readonly DipLayerEvidence[];
  /** The subtype with every family that was tried, where the policy has subtyping. */
  readonly subtype?: SubtypeResult;
}

/**
 * Holds the rows of the directory that have the diagnosis of a case against it one by one, in the order of the layers.
 *
 * @param rows The rows of the same directory.
 * @param result What the grouper found; its row must be among those that fit.
 */
export function explainDip(
  directory: DirectoryAsRead,
  rows: RowsByDiagnosis,
  discharge: Discharge,
  result: DipResult,
): DipExplanation {
  if (result.status === 'invalid') {
    return { result, discharge, mainProcedure: null, relatedProcedures: [], attribute: '', layers: [] };
  }
  const one = readDipCase(discharge, directory);
  // Only a newborn's row may find its diagnosis among the others.
  const anywhere = directory.policy.choices.newbornDiagnosisPosition === 'any';
  const diagnoses = anywhere ? [one.diagnosis, ...one.otherDiagnoses] : [one.diagnosis];
  const layers: DipLayerEvidence[] = [];
  // Of a diagnosis that is not grouped no row was asked, however well it might fit.
  const isBarred = result.status === 'ungrouped' && result.reasons.some(({ code }) => code === 'diagnosis-excluded');
  for (const layer of isBarred ? [] : DIP_LAYERS) {
    const { groups } = directory.layers[layer];
    if (groups.length === 0) continue;
    const evidence = rows.covering(layer, diagnoses).map((group) => rowEvidence(group, directory, one));
    const near = evidence.filter((row) => row.fits || comesNear(row));
    const sameDiagnosis = evidence.filter(({ conditions }) => conditions[0]!.holds).length - near.length;
    layers.push({ layer, rows: near, sameDiagnosis, others: groups.length - near.length - sameDiagnosis });
    // The layers of the national directory end the search; those of a region's own are weighed together.
    const isNational = layer === 'XQ' || layer === 'BX' || layer === 'FZ' || layer === 'JC';
    if (isNational && result.status === 'grouped' && result.layer === layer) break;
  }
  const decided =
    result.status === 'grouped' && result.layer !== 'blank' ? layers.find(({ layer }) => layer === result.layer) : undefined;
  if (result.status === 'grouped' && result.layer !== 'blank') {
    const row = decided?.rows.find(({ group }) => group === result.group);
    assert(row?.fits === true, `the evidence for case ${discharge.caseId} holds for its group ${result.group}`);
  }
  return {
    result,
    discharge,
    mainProcedure: one.main?.code ?? null,
    relatedProcedures: one.related.map(({ code }) => code),
    attribute: treatmentOfCase(directory, one).attribute,
    layers,
  };
}

/** A row comes near with its diagnosis and something else: its related procedures alone do not count, they belong to many rows. */
function comesNear({ conditions }: DipRowEvidence): boolean {
  const [diagnosis, ...rest] = conditions;
  return diagnosis!.holds && rest.some(({ kind, holds }) => holds && kind !== 'related');
}

function rowEvidence(group: DipGroup, directory: DirectoryAsRead, one: DipCase): DipRowEvidence {
  const conditions = [...conditionsOf(group, directory, one)];
  return { group: group.row.key, name: group.row.name, fits: conditions.every(({ holds }) => holds), conditions };
}

function* conditionsOf(group: DipGroup, directory: DirectoryAsRead, one: DipCase): Generator<DipCondition> {
  const { row } = group;
  const { choices } = directory.policy;
  const anywhere = group.birthWeight !== undefined && choices.newbornDiagnosisPosition === 'any';
  const diagnoses = anywhere ? [one.diagnosis, ...one.otherDiagnoses] : [one.diagnosis];
  yield codes('diagnosis', row.diagnosis, diagnosesIn(diagnoses, group.prefixes));
  if (group.birthWeight !== undefined) yield* newbornConditions(group, directory, one);
  if (group.otherDiagnoses.length > 0) {
    const asked = row.subdivision === 'burn' ? burnAreas(directory, one) : one.otherDiagnoses;
    yield codes('other-diagnosis', row.otherDiagnosis, diagnosesIn(asked, group.otherDiagnoses));
  }
  if (row.drugResistant !== '') {
    const resistant = isResistant(group, directory, one) ? 'yes' : 'no';
    yield { kind: 'resistance', asked: row.drugResistant, found: [resistant], holds: resistant === row.drugResistant };
  }
  if (row.layer === 'comprehensive') yield* attributeConditions(group, directory, one);
  else if (group.birthWeight === undefined && row.layer !== 'blank') yield* procedureConditions(group, directory, one);
}

function* newbornConditions(
  { row, ageDaysBelow, birthWeight }: DipGroup,
  directory: DirectoryAsRead,
  one: DipCase,
): Generator<DipCondition> {
  const { ageYears, ageDays, birthWeightGrams, admissionWeightGrams } = one.discharge;
  const days = ageYears === 0 ? ageDays : undefined;
  const holds = days !== undefined && days >= 0 && days < (ageDaysBelow ?? Infinity);
  yield { kind: 'newborn-age', asked: `< ${row.ageDaysBelow}`, found: stated(days), holds };
  const weight = directory.edition.newbornWeight === 'birth' ? birthWeightGrams : admissionWeightGrams;
  const { low, high } = birthWeight!;
  const inBand = weight !== undefined && weight > 0 && weight >= low && weight < high + 1;
  yield { kind: 'newborn-weight', asked: row.birthWeight, found: stated(weight), holds: inBand };
}

function* attributeConditions({ row, attribute }: DipGroup, directory: DirectoryAsRead, one: DipCase): Generator<DipCondition> {
  const treatment = treatmentOfCase(directory, one);
  const fits = row.attribute === '' || treatment.attribute === attribute;
  const holds = treatment.unknownProcedure === undefined && fits;
  yield { kind: 'attribute', asked: row.attribute, found: [treatment.attribute], holds };
  if (row.surgeryLevel === '') return;
  const level = treatment.surgeryLevel;
  yield { kind: 'level', asked: row.surgeryLevel, found: stated(level), holds: level === row.surgeryLevel };
}

function* procedureConditions(group: DipGroup, directory: DirectoryAsRead, one: DipCase): Generator<DipCondition> {
  const { row } = group;
  const { choices } = directory.policy;
  const isLocal = row.layer === 'core' || row.layer === 'primary';
  const everything = one.main === undefined ? one.related : [one.main, ...one.related];
  if (group.procedure.length === 0) {
    const takesAny = row.layer === 'FZ' && choices.emptyRow === 'fallback';
    const mayBeEmpty = row.layer === 'FZ' || row.layer === 'JC';
    const conservative = isLocal
      ? treatmentOfCase(directory, one).attribute === 'conservative'
      : mayBeEmpty && one.main === undefined;
    yield { kind: 'no-procedure', asked: '', found: stated(one.main?.code), holds: conservative || takesAny };
  } else {
    const anyPosition =
      isLocal ||
      row.position === 'any' ||
      row.subdivision === 'tumour' ||
      (row.layer === 'XQ' && choices.xqPosition === 'any') ||
      (row.layer === 'FZ' && choices.fzMainPosition === 'any');
    const asked = anyPosition ? everything : one.main === undefined ? [] : [one.main];
    yield expression(anyPosition ? 'procedures' : 'main-procedure', row.procedure, group.procedure, asked);
    if (isLocal && choices.coreProcedurePosition === 'main') {
      const isIn = one.main !== undefined && group.procedure.some((parts) => parts.some((part) => isAmong(one.main!, part)));
      yield { kind: 'main-procedure', asked: row.procedure, found: stated(one.main?.code), holds: isIn };
    }
  }
  // A conservative row of a local directory asks for nothing more.
  const isLocalWithProcedure = isLocal && group.procedure.length > 0;
  const asksForRelated = isLocalWithProcedure || row.layer === 'BX' || (row.layer === 'FZ' && row.subdivision !== 'tumour');
  if (asksForRelated && group.related.length > 0)
    yield expression('related', row.related, group.related, isLocal ? everything : one.related);
}

function expression(
  kind: DipConditionKind,
  asked: string,
  alternatives: readonly Parts[],
  procedures: readonly CaseProcedure[],
): DipCondition {
  const holds = alternatives.some((parts) => parts.every((part) => procedures.some((procedure) => isAmong(procedure, part))));
  const found = procedures.filter((procedure) => alternatives.some((parts) => parts.some((part) => isAmong(procedure, part))));
  return { kind, asked, found: [...new Set(found.map(({ code }) => code))], holds };
}

function codes(kind: DipConditionKind, asked: string, found: readonly string[]): DipCondition {
  return { kind, asked, found, holds: found.length > 0 };
}

function diagnosesIn(diagnoses: readonly string[], prefixes: readonly string[]): readonly string[] {
  return diagnoses.filter((diagnosis) => isCovered(diagnosis, prefixes));
}

function stated(value: number | string | undefined): readonly string[] {
  return value === undefined ? [] : [String(value)];
}
