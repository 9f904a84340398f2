import { headerOf, type DrgFinding, type DrgTables } from '../../reference-data/index.js';
import { printRule } from '../rules/print-rule.js';
import { isAlwaysTrue, isNeverTrue, type Rule } from '../rules/rule.js';
import { COMPLICATION_SETS } from '../rules/rule.js';
import { setsNamedBy } from './build-scheme.js';
import { rulesOf, type DrgScheme } from './drg-scheme.js';

/** What is odd about a scheme, as real city editions are: shown, never refused. */
export function schemeWarnings(scheme: DrgScheme): DrgFinding[] {
  return [
    ...gateWarnings(scheme),
    ...orderWarnings(scheme),
    ...repeatedRows(scheme.tables),
    ...parentWarnings(scheme),
    ...memberWarnings(scheme),
    ...complicationWarnings(scheme.tables),
  ];
}

function* gateWarnings({ mdcs, tables }: DrgScheme): Generator<DrgFinding> {
  for (const { row, rule, adrgs } of mdcs) {
    const record = tables.mdc.indexOf(row);
    const details = { code: row.code };
    if (isAlwaysTrue(rule)) yield { code: 'gate-unconditional', table: 'mdc', record, column: headerOf('mdc', 'rule'), details };
    if (adrgs.length === 0) yield { code: 'mdc-without-adrg', table: 'mdc', record, column: headerOf('mdc', 'code'), details };
  }
}

/** Rows that no case can reach, and rows that were moved. */
function* orderWarnings({ mdcs, tables }: DrgScheme): Generator<DrgFinding> {
  for (const mdc of mdcs) {
    yield* scopeWarnings('adrg', mdc.adrgs, tables.adrg);
    for (const adrg of mdc.adrgs) {
      if (adrg.drgs.length === 0) {
        const record = tables.adrg.indexOf(adrg.row);
        yield {
          code: 'adrg-without-drg',
          table: 'adrg',
          record,
          column: headerOf('adrg', 'code'),
          details: { code: adrg.row.code },
        };
      }
      yield* scopeWarnings('drg', adrg.drgs, tables.drg);
    }
  }
}

type OrderedNode = { readonly row: DrgTables['adrg'][number] | DrgTables['drg'][number]; readonly rule: Rule };

function* scopeWarnings(
  table: 'adrg' | 'drg',
  nodes: readonly OrderedNode[],
  rows: readonly OrderedNode['row'][],
): Generator<DrgFinding> {
  // Rows in source order are the same objects, so their place is their record.
  const recordOf = (node: OrderedNode) => rows.indexOf(node.row);
  const realSorts = nodes.filter(({ row }) => row.kind !== 'fallback').map(({ row }) => row.sort);
  let alwaysTrue: OrderedNode | undefined;
  for (const [place, node] of nodes.entries()) {
    const { code, kind, sort } = node.row;
    if (kind === 'fallback' && realSorts.some((real) => real >= sort)) {
      yield { code: 'fallback-row-moved', table, record: recordOf(node), column: headerOf(table, 'sort'), details: { code } };
    }
    const column = headerOf(table, 'rule');
    if (alwaysTrue !== undefined) {
      const details = { code, before: alwaysTrue.row.code };
      yield { code: 'rule-unreachable', table, record: recordOf(node), column, details };
      continue;
    }
    if (isNeverTrue(node.rule)) yield { code: 'rule-never-true', table, record: recordOf(node), column, details: { code } };
    const wider = nodes.slice(0, place).find((before) => implies(node.rule, before.rule));
    if (wider !== undefined) {
      yield { code: 'rule-shadowed', table, record: recordOf(node), column, details: { code, before: wider.row.code } };
    }
    if (isAlwaysTrue(node.rule)) alwaysTrue = node;
  }
}

/** Whether one rule plainly holds only where the other does: all terms of the other stand among its own. Does not find every case. */
function implies(rule: Rule, other: Rule): boolean {
  if (isNeverTrue(rule) || isNeverTrue(other) || isAlwaysTrue(other)) return false;
  const own = new Set(conjuncts(rule));
  return conjuncts(other).every((term) => own.has(term));
}

function conjuncts(rule: Rule): readonly string[] {
  return rule.kind === 'all' ? rule.terms.flatMap(conjuncts) : [printRule(rule)];
}

function* repeatedRows(tables: DrgTables): Generator<DrgFinding> {
  for (const table of ['mdc', 'adrg', 'drg'] as const) {
    const seen = new Set<string>();
    for (const [record, row] of tables[table].entries()) {
      // The same DRG may stand under several rows of its ADRG.
      const key = 'adrg' in row ? `${row.adrg} ${row.code}` : row.code;
      if (seen.has(key)) {
        yield { code: 'code-repeated', table, record, column: headerOf(table, 'code'), details: { code: row.code } };
      }
      seen.add(key);
    }
  }
}

function* parentWarnings({ tables }: DrgScheme): Generator<DrgFinding> {
  const mdcsOfAdrg = new Map<string, Set<string>>();
  for (const { code, mdc } of tables.adrg) mdcsOfAdrg.set(code, (mdcsOfAdrg.get(code) ?? new Set()).add(mdc));
  for (const [record, { adrg, mdc }] of tables.drg.entries()) {
    if (mdc !== '' && mdcsOfAdrg.get(adrg)?.has(mdc) === false) {
      yield { code: 'parent-mdc-differs', table: 'drg', record, column: headerOf('drg', 'mdc'), details: { mdc } };
    }
  }
}

function* memberWarnings(scheme: DrgScheme): Generator<DrgFinding> {
  const used = new Set<string>(rulesOf(scheme).flatMap((rule) => [...setsNamedBy(rule)]));
  const unusedSeen = new Set<string>();
  const seen = new Set<string>();
  for (const [record, { set, code }] of scheme.tables.sets.entries()) {
    if (!used.has(set) && !unusedSeen.has(set)) {
      unusedSeen.add(set);
      yield { code: 'set-unused', table: 'sets', record, column: headerOf('sets', 'set'), details: { set } };
    }
    yield* repeatedMember(seen, 'sets', record, set, code);
  }
  seen.clear();
  for (const [record, { table, code }] of scheme.tables.exclusions.entries()) {
    yield* repeatedMember(seen, 'exclusions', record, table, code);
  }
}

function* repeatedMember(
  seen: Set<string>,
  table: 'sets' | 'exclusions',
  record: number,
  set: string,
  code: string,
): Generator<DrgFinding> {
  const key = `${set} ${code}`;
  if (seen.has(key)) yield { code: 'member-repeated', table, record, column: headerOf(table, 'code'), details: { set, code } };
  seen.add(key);
}

function* complicationWarnings(tables: DrgTables): Generator<DrgFinding> {
  const exclusionTables = new Set(tables.exclusions.map((row) => row.table));
  const emptyTables = new Map<string, number[]>();
  const levels = new Map<string, Set<string>>();
  for (const [record, { code, level, exclusionTable }] of tables.complications.entries()) {
    if (exclusionTable !== '' && !exclusionTables.has(exclusionTable)) {
      emptyTables.set(exclusionTable, [...(emptyTables.get(exclusionTable) ?? []), record]);
    }
    const before = levels.get(code);
    if (before === undefined) levels.set(code, new Set([level]));
    else if (before.has(level)) {
      yield {
        code: 'code-repeated',
        table: 'complications',
        record,
        column: headerOf('complications', 'code'),
        details: { code },
      };
    } else {
      before.add(level);
      yield {
        code: 'code-both-levels',
        table: 'complications',
        record,
        column: headerOf('complications', 'level'),
        details: { code },
      };
    }
  }
  // One finding a table, at the first of its rows: there may be hundreds.
  for (const [table, records] of emptyTables) {
    const column = headerOf('complications', 'exclusionTable');
    const details = { table, count: records.length };
    yield { code: 'exclusion-table-empty', table: 'complications', record: records[0]!, column, details };
  }
  for (const name of COMPLICATION_SETS) {
    const record = tables.sets.findIndex((member) => member.set === name);
    if (record >= 0) {
      yield { code: 'set-name-reserved', table: 'sets', record, column: headerOf('sets', 'set'), details: { set: name } };
    }
  }
}
