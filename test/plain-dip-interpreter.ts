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
    for (const length of KEY_LENGTHS) {
      const rows = layer('BX')
        .filter((row) => hasKey(main, row.diagnosis, length) && procedure !== undefined && meets(row.procedure, [procedure]))
        .filter((row) => meets(row.related, related));
      const score = (row: DipGroupRow) => new Set(related.filter((code) => listed(row.related).includes(code))).size;
      if (rows.length > 0) return first(rows, score);
    }
    for (const length of KEY_LENGTHS) {
      const rows = layer('FZ').filter(
        (row) => hasKey(main, row.diagnosis, length) && this.#fitsSubdivision(row, main, others, procedure, related, all),
      );
      const score = (row: DipGroupRow) =>
        row.subdivision === 'tumour'
          ? row.procedure.split('+').length
          : new Set(related.filter((code) => listed(row.related).includes(code))).size;
      if (rows.length > 0) return first(rows, score);
    }
    for (const length of KEY_LENGTHS) {
      const rows = layer('JC').filter(
        (row) =>
          hasKey(main, row.diagnosis, length) &&
          (procedure === undefined ? row.procedure === '' : row.procedure !== '' && meets(row.procedure, [procedure])),
      );
      if (rows.length > 0) return rows[0]!.key;
    }
    return undefined;
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
      const areas = others.filter((code) => /^T3[12]/.test(code)).sort((a, b) => Number(b.charAt(4)) - Number(a.charAt(4)));
      if (areas[0] === undefined || !isCovered(areas[0], row.otherDiagnosis)) return false;
    }
    if (row.subdivision === 'tuberculosis') {
      const resistant =
        this.#tables.resistantDiagnoses.some(({ code }) => diagnosisCode(code) === main) || others.includes('U84.300');
      if (resistant !== (row.drugResistant === 'yes')) return false;
    }
    if (row.procedure === '') return procedure === undefined;
    return procedure !== undefined && meets(row.procedure, [procedure]) && meets(row.related, related);
  }
}

/** Whole code, four characters, three. The point counts as a sign. */
const KEY_LENGTHS = [Infinity, 5, 3] as const;

function hasKey(diagnosis: string, cell: string, length: number): boolean {
  const key = length === Infinity ? diagnosis : diagnosis.split('+')[0]!.slice(0, length);
  return keysOf(cell).includes(key);
}

function isCovered(diagnosis: string, cell: string): boolean {
  return cell === '所有诊断' || keysOf(cell).some((key) => diagnosis.startsWith(key));
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
        if (until === undefined) return [part];
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
