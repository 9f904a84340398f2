// DIP grouping as one would write it in an afternoon from the eleven steps of the algorithm: no index, every row tried, defaults of the
// national reading only. The yardstick for answers and for speed.
import { diagnosisCode, procedureCode, type Discharge } from '../grouper/index.js';
import type { DipGroupRow, DipTables } from '../reference-data/index.js';

/** The group's key; undefined for a case without one. */
export class PlainDipInterpreter {
  readonly #tables: DipTables;

  constructor(tables: DipTables) {
    this.#tables = tables;
  }

  group(discharge: Discharge): string | undefined {
    const main = diagnosisCode(discharge.principalDiagnosis ?? '');
    const others = discharge.secondaryDiagnoses.map(diagnosisCode);
    if (this.#tables.excludedDiagnoses.some(({ code }) => diagnosisCode(code) === main)) return undefined;
    const { procedure, related } = this.#procedures(discharge, main);
    const all = procedure === undefined ? related : [procedure, ...related];
    const layer = (name: string) => this.#tables.groups.filter((row) => row.layer === name);

    for (const row of layer('XQ')) {
      if (row.birthWeight !== '') {
        const [low, high] = row.birthWeight.split('-').map(Number);
        const { ageYears, ageDays = NaN, birthWeightGrams: grams = 0 } = discharge;
        const young = ageYears === 0 && ageDays >= 0 && ageDays < Number(row.ageDaysBelow);
        if (
          young &&
          grams > 0 &&
          grams >= low! &&
          grams < high! + 1 &&
          [main, ...others].some((code) => isCovered(code, row.diagnosis))
        ) {
          return row.key;
        }
      } else if (isCovered(main, row.diagnosis)) {
        const asked = row.position === 'any' ? all : procedure === undefined ? [] : [procedure];
        if (meets(row.procedure, asked)) return row.key;
      }
    }
    for (const key of keysOfCase(main)) {
      const rows = layer('BX')
        .filter((row) => keysOf(row.diagnosis).includes(key) && procedure !== undefined && meets(row.procedure, [procedure]))
        .filter((row) => meets(row.related, related));
      const score = (row: DipGroupRow) => new Set(related.filter((code) => listed(row.related).includes(code))).size;
      if (rows.length > 0) return first(rows, score);
    }
    const subdivided = layer('FZ').filter(
      (row) => isCovered(main, row.diagnosis) && this.#fitsSubdivision(row, main, others, procedure, related, all),
    );
    if (subdivided.length > 0) {
      return first(subdivided, (row) =>
        row.subdivision === 'tumour'
          ? row.procedure.split('+').length
          : new Set(related.filter((code) => listed(row.related).includes(code))).size,
      );
    }
    for (const key of keysOfCase(main)) {
      const rows = layer('JC').filter(
        (row) =>
          keysOf(row.diagnosis).includes(key) &&
          (procedure === undefined ? row.procedure === '' : row.procedure !== '' && meets(row.procedure, [procedure])),
      );
      if (rows.length > 0) return rows[0]!.key;
    }
    return undefined;
  }

  /** The flag of a case that has a group: its pair is on the list. */
  isPrimaryCare(discharge: Discharge): boolean {
    const main = diagnosisCode(discharge.principalDiagnosis ?? '');
    const { procedure } = this.#procedures(discharge, main);
    return this.#tables.primaryCare.some(
      (row) =>
        isCovered(main, row.diagnosis) &&
        (procedure === undefined ? row.procedure === '' : listed(row.procedure).includes(procedure)),
    );
  }

  #procedures(discharge: Discharge, diagnosis: string) {
    const entry = (code: string) => this.#tables.excludedProcedures.find((row) => procedureCode(row.code) === code);
    const mayBeMain = (code: string) => {
      const excluded = entry(code);
      return excluded === undefined || (excluded.kind === 'limited' && isCovered(diagnosis, excluded.scope));
    };
    const principal = discharge.principalProcedure ? procedureCode(discharge.principalProcedure) : undefined;
    const others = discharge.otherProcedures.map(procedureCode);
    let procedure: string | undefined;
    let place = -1;
    if (principal !== undefined && mayBeMain(principal)) procedure = principal;
    else if (principal !== undefined && entry(principal)!.kind === 'not-main') {
      place = others.findIndex(mayBeMain);
      procedure = others[place];
    }
    const rest = [
      ...(principal === undefined || procedure === principal ? [] : [principal]),
      ...others.filter((_, at) => at !== place),
    ];
    return { procedure, related: rest.filter((code) => entry(code)?.kind !== 'conservative') };
  }

  #fitsSubdivision(
    row: DipGroupRow,
    main: string,
    others: readonly string[],
    procedure: string | undefined,
    related: readonly string[],
    all: readonly string[],
  ): boolean {
    if (row.subdivision === 'tumour') {
      return others.some((code) => isCovered(code, row.otherDiagnosis)) && meets(row.procedure, all);
    }
    if (row.subdivision === 'burn') {
      const areas = others.filter((code) => /^T3[12]\.\d/.test(code)).sort((a, b) => Number(b.charAt(4)) - Number(a.charAt(4)));
      if (areas[0] === undefined || !isCovered(areas[0], row.otherDiagnosis)) return false;
    }
    if (row.subdivision === 'tuberculosis') {
      const isInAnnex = this.#tables.resistantDiagnoses.some(({ code }) => diagnosisCode(code) === main);
      const resistant = others.includes('U84.300') || (isInAnnex && !/^A1[78]/.test(main));
      if (resistant !== (row.drugResistant === 'yes')) return false;
    }
    const isMet = row.procedure === '' ? procedure === undefined : procedure !== undefined && meets(row.procedure, [procedure]);
    return isMet && meets(row.related, related);
  }
}

/** The whole code, of a dagger pair the dagger half, then four characters and three; directories with keys of other lengths are read alike. */
function keysOfCase(diagnosis: string): string[] {
  const half = diagnosis.split('+')[0]!;
  return [...new Set([diagnosis, half, ...[6, 5, 4, 3, 2, 1].map((length) => half.slice(0, length))])];
}

/** A full code is covered by itself, or by its short forms. */
function isCovered(diagnosis: string, cell: string): boolean {
  return cell === '所有诊断' || keysOfCase(diagnosis).some((key) => keysOf(cell).includes(key));
}

const KEYS = new Map<string, string[]>();

function keysOf(cell: string): string[] {
  let keys = KEYS.get(cell);
  if (keys === undefined) {
    keys = cell
      .split('|')
      .filter((part) => part !== '')
      .flatMap((part) => {
        const [from, until] = part.split('-');
        if (until === undefined) return [part.replace(/\+$/, '')]; // a dagger mark
        const all: string[] = [];
        for (let at = ordinal(from!); at <= ordinal(until); at++) {
          all.push(String.fromCharCode(Math.floor(at / 100)) + String(at % 100).padStart(2, '0'));
        }
        return all;
      });
    KEYS.set(cell, keys);
  }
  return keys;
}

function ordinal(category: string): number {
  return category.charCodeAt(0) * 100 + Number(category.slice(1));
}

function listed(cell: string): string[] {
  return cell.split(/[|+]/).filter((code) => code !== '');
}

/** `|` binds tighter than `+`. */
function meets(cell: string, procedures: readonly string[]): boolean {
  return cell === '' || cell.split('+').every((part) => part.split('|').some((code) => procedures.includes(code)));
}

function first(rows: readonly DipGroupRow[], score: (row: DipGroupRow) => number): string {
  const most = Math.max(...rows.map(score));
  return rows.find((row) => score(row) === most)!.key;
}
