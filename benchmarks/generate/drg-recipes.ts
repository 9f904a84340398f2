import type { CodeField, NumberField } from '../../grouper/index.js';
import { ANY_CASE, type Pool, type Range, type Recipe } from './case-model.js';
import type { ListedSets, MemberKind } from './listed-sets.js';
import type { Alternative, Demand } from './rule-alternatives.js';
import { shuffled } from './stable-order.js';

/** Sets of which a code must be in one, or must not be in any. */
interface Wish {
  readonly sets: readonly string[];
  readonly negated: boolean;
}

type NumberPart = 'ageYears' | 'ageDays' | 'weightGrams' | 'sex' | 'stayDays' | 'disposition';

/** The part of a case that each field of a rule compares. Hours in intensive care have no column here. */
const NUMBER_PARTS: Readonly<Record<Exclude<NumberField, 'ICUXS'>, NumberPart>> = {
  NL: 'ageYears',
  XSRTL: 'ageDays',
  XSRTZ: 'weightGrams',
  XB: 'sex',
  ZYTS: 'stayDays',
  LYFS: 'disposition',
};

/** Turns demands on a case into pools of codes and ranges of numbers. Equal demands share one pool. */
export class DrgRecipes {
  readonly #sets: ListedSets;
  readonly #anyDiagnosis: Pool;
  readonly #pools = new Map<string, Pool>();

  /** @param anyDiagnosis What may be the principal diagnosis where no demand says so. */
  constructor(sets: ListedSets, anyDiagnosis: Pool) {
    this.#sets = sets;
    this.#anyDiagnosis = anyDiagnosis;
  }

  /** @param furtherProcedures What else is done in cases of the MDC. @returns undefined where no case can meet all demands. */
  fulfil(demands: Alternative, furtherProcedures: Pool): Recipe | undefined {
    const numbers = numberParts(demands);
    if (numbers === undefined) return undefined;
    const principalDiagnoses = this.#oneCode(demands, 'ZYZD', 'diagnosis') ?? this.#anyDiagnosis;
    const principalProcedures = this.#oneCode(demands, 'ZYSS', 'procedure');
    const requiredDiagnoses = this.#codeForEach(demands, 'QTZD', 'diagnosis');
    const requiredProcedures = this.#codeForEach(demands, 'QTSS', 'procedure');
    const departments = this.#pool(wishesFor(demands, 'KS'), 'department');
    const needed = [principalDiagnoses, principalProcedures, departments, ...requiredDiagnoses, ...requiredProcedures];
    if (needed.some((pool) => pool?.length === 0)) return undefined;
    // No case has other procedures without a principal one; another way into the group mostly puts one of them there.
    if (principalProcedures === undefined && requiredProcedures.length > 0) return undefined;
    return {
      principalDiagnoses,
      principalProcedures: principalProcedures ?? [],
      requiredDiagnoses,
      requiredProcedures,
      furtherProcedures,
      departments: departments ?? [],
      ...numbers,
    };
  }

  #oneCode(demands: Alternative, field: CodeField, kind: MemberKind): Pool | undefined {
    return this.#pool(wishesFor(demands, field), kind);
  }

  #codeForEach(demands: Alternative, field: CodeField, kind: MemberKind): readonly Pool[] {
    const wishes = wishesFor(demands, field);
    const barred = wishes.filter(({ negated }) => negated);
    return wishes.filter(({ negated }) => !negated).map((wish) => this.#pool([wish, ...barred], kind)!);
  }

  /** Codes that meet every wish; undefined where none names a set to take them from. */
  #pool(wishes: readonly Wish[], kind: MemberKind): Pool | undefined {
    if (wishes.every(({ negated }) => negated)) return undefined;
    const key = `${kind} ${wishes.map(({ sets, negated }) => `${negated ? '-' : '+'}${sets.join(',')}`).join(' ')}`;
    let pool = this.#pools.get(key);
    if (pool === undefined) {
      const meets = (code: string, { sets, negated }: Wish) => sets.some((set) => this.#sets.has(set, kind, code)) !== negated;
      const named = wishes.filter(({ negated }) => !negated).flatMap(({ sets }) => sets);
      const codes = named.flatMap((set) => this.#sets.codesOf(set, kind));
      pool = shuffled(codes.filter((code) => wishes.every((wish) => meets(code, wish))));
      this.#pools.set(key, pool);
    }
    return pool;
  }
}

function wishesFor(demands: Alternative, field: CodeField | 'KS'): readonly Wish[] {
  return demands.filter((demand): demand is Exclude<Demand, { kind: 'comparison' }> => {
    return demand.kind === 'membership' ? demand.fields[0] === field : demand.kind === 'department' && field === 'KS';
  });
}

/** The ranges that all comparisons leave. Whoever is asked for days of age or a newborn's weight is an infant. */
function numberParts(demands: Alternative): Pick<Recipe, NumberPart> | undefined {
  const { ageYears, ageDays, weightGrams, sex, stayDays, disposition } = ANY_CASE;
  const parts: Record<NumberPart, Range> = { ageYears, ageDays, weightGrams, sex, stayDays, disposition };
  for (const demand of demands) {
    if (demand.kind !== 'comparison') continue;
    const { field, comparison, bound } = demand;
    if (field === 'ICUXS') return undefined;
    const part = NUMBER_PARTS[field];
    let { from, to } = parts[part];
    if (comparison !== '<' && comparison !== '<=')
      from = Math.max(from, comparison === '>' ? Math.floor(bound) + 1 : Math.ceil(bound));
    if (comparison !== '>' && comparison !== '>=')
      to = Math.min(to, comparison === '<' ? Math.ceil(bound) - 1 : Math.floor(bound));
    parts[part] = { from, to };
    if (part === 'ageDays' || part === 'weightGrams') parts.ageYears = { ...parts.ageYears, to: Math.min(parts.ageYears.to, 0) };
  }
  return Object.values(parts).some(({ from, to }) => from > to) ? undefined : parts;
}
