import {
  headerOf,
  type AdrgRow,
  type DrgEdition,
  type DrgFinding,
  type DrgRow,
  type DrgTableName,
  type DrgTables,
} from '../../reference-data/index.js';
import { parseRule } from '../rules/parse-rule.js';
import { RuleSyntaxError } from '../rules/rule-syntax-error.js';
import { COMPLICATION_SETS, conditionsOf, type Rule } from '../rules/rule.js';
import type { AdrgNode, DrgNode, DrgScheme, MdcNode } from './drg-scheme.js';
import { inEvaluationOrder } from './evaluation-order.js';

/** A scheme, and the errors for which it must be refused; with errors the scheme is for looking at only. */
export interface BuiltScheme {
  readonly scheme: DrgScheme;
  readonly errors: readonly DrgFinding[];
}

/**
 * Joins the six tables into a tree in order of evaluation and parses every rule.
 *
 * Finds all errors at once: rules that do not parse, sets that no row defines, parents that do not exist.
 */
export function buildScheme(edition: DrgEdition, tables: DrgTables): BuiltScheme {
  const errors: DrgFinding[] = [];
  const knownSets = new Set<string>([...tables.sets.map((member) => member.set), ...COMPLICATION_SETS]);

  const ruleOf = (table: 'mdc' | 'adrg' | 'drg', record: number, text: string): Rule => {
    const column = headerOf(table, 'rule');
    try {
      const rule = parseRule(text);
      for (const set of new Set(setsNamedBy(rule))) {
        if (!knownSets.has(set)) errors.push({ code: 'set-unknown', table, record, column, details: { set } });
      }
      return rule;
    } catch (error) {
      if (!(error instanceof RuleSyntaxError)) throw error;
      const { expected, found, at } = error;
      errors.push({ code: 'rule-unparsable', table, record, column, details: { expected, found, at } });
      return { kind: 'constant', value: 0 };
    }
  };
  const missingParent = (table: DrgTableName, record: number, column: string, parent: string) =>
    errors.push({ code: 'parent-unknown', table, record, column, details: { parent } });

  const adrgCodes = new Set(tables.adrg.map((row) => row.code));
  const mdcCodes = new Set(tables.mdc.map((row) => row.code));
  const drgsByParent = new Map<string, { row: DrgRow; rule: Rule }[]>();
  for (const [record, row] of tables.drg.entries()) {
    if (!adrgCodes.has(row.adrg)) missingParent('drg', record, headerOf('drg', 'adrg'), row.adrg);
    if (row.mdc !== '' && !mdcCodes.has(row.mdc)) missingParent('drg', record, headerOf('drg', 'mdc'), row.mdc);
    appendTo(drgsByParent, row.adrg, { row, rule: ruleOf('drg', record, row.rule) });
  }
  // Where one ADRG code stands under several MDCs, each takes the DRG rows that name it, and those that name none of them.
  const adrgPlaces = new Set(tables.adrg.map(({ code, mdc }) => `${code} ${mdc}`));
  const isChild = (adrg: AdrgRow, drg: DrgRow) => drg.mdc === adrg.mdc || !adrgPlaces.has(`${adrg.code} ${drg.mdc}`);
  const adrgsByMdc = new Map<string, { row: AdrgRow; rule: Rule; drgs: DrgNode[] }[]>();
  for (const [record, row] of tables.adrg.entries()) {
    if (!mdcCodes.has(row.mdc)) missingParent('adrg', record, headerOf('adrg', 'mdc'), row.mdc);
    const drgs = (drgsByParent.get(row.code) ?? []).filter((drg) => isChild(row, drg.row));
    appendTo(adrgsByMdc, row.mdc, { row, rule: ruleOf('adrg', record, row.rule), drgs: inEvaluationOrder(drgs) });
  }
  const mdcs = tables.mdc.map((row, record): MdcNode => {
    const adrgs: readonly AdrgNode[] = inEvaluationOrder(adrgsByMdc.get(row.code) ?? []);
    return { row, rule: ruleOf('mdc', record, row.rule), adrgs };
  });
  return { scheme: { edition, tables, mdcs: inEvaluationOrder(mdcs) }, errors };
}

/** Sets that a rule names, MCC and CC included. */
export function* setsNamedBy(rule: Rule): Generator<string> {
  for (const condition of conditionsOf(rule)) {
    if (condition.kind === 'membership' || condition.kind === 'counting' || condition.kind === 'department')
      yield* condition.sets;
  }
}

function appendTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
