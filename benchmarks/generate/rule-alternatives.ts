import type {
  CodeField,
  Comparison,
  Counting,
  DepartmentMembership,
  Membership,
  NumberComparison,
  Rule,
} from '../../grouper/index.js';

/** A condition on one field alone. */
export type Demand = (Membership & { readonly fields: readonly [CodeField] }) | NumberComparison | DepartmentMembership;

/** Demands that fulfil a rule together. */
export type Alternative = readonly Demand[];

/** Enough for every rule of the national tables; of a rule with more ways to hold, the first are shown. */
const MOST_ALTERNATIVES = 64;

/** The ways in which a rule can hold, each as demands that must all be met. A rule that never holds has none. */
export function alternativesOf(rule: Rule, negated = false): readonly Alternative[] {
  switch (rule.kind) {
    case 'always':
      return negated ? [] : [[]];
    case 'constant':
      return (rule.value !== 0) === negated ? [] : [[]];
    case 'not':
      return alternativesOf(rule.term, !negated);
    case 'any':
    case 'all': {
      const terms = rule.terms.map((term) => alternativesOf(term, negated));
      return (rule.kind === 'any') === negated ? allOf(terms) : terms.flat();
    }
    case 'membership':
      return ofMembership({ ...rule, negated: rule.negated !== negated });
    case 'department':
      return [[{ ...rule, negated: rule.negated !== negated }]];
    case 'comparison':
      return comparisons(rule.comparison, negated).map((comparison) => [{ ...rule, comparison }]);
    case 'counting':
      return comparisons(rule.comparison, negated).map((comparison) => ofCounting({ ...rule, comparison }));
  }
}

/** Both rules hold. */
export function bothOf(one: readonly Alternative[], other: readonly Alternative[]): readonly Alternative[] {
  return allOf([one, other]);
}

function allOf(terms: readonly (readonly Alternative[])[]): readonly Alternative[] {
  let joined: readonly Alternative[] = [[]];
  for (const ways of terms) {
    joined = joined.flatMap((begun) => ways.map((way) => [...begun, ...way])).slice(0, MOST_ALTERNATIVES);
  }
  return joined;
}

/** A code in one of several fields: as many ways. A code in none of them: one way. */
function ofMembership(rule: Membership): readonly Alternative[] {
  const single = rule.fields.map((field): Demand => ({ ...rule, fields: [field] }));
  return rule.negated ? [single] : single.map((demand) => [demand]);
}

/** So many codes: the first in the principal field where it counts, the others beside it. Upper bounds are left to chance. */
function ofCounting({ sets, fields, comparison, bound }: Counting): Alternative {
  const isBoundedBelow = comparison === '>=' || comparison === '>' || comparison === '=';
  const count = isBoundedBelow ? Math.ceil(bound) + (comparison === '>' && Number.isInteger(bound) ? 1 : 0) : 0;
  const other = fields.find((field) => field === 'QTZD' || field === 'QTSS') ?? fields[0]!;
  const principal = fields.find((field) => field === 'ZYZD' || field === 'ZYSS') ?? other;
  return Array.from({ length: Math.max(0, count) }, (_, place): Demand => {
    return { kind: 'membership', fields: [place === 0 ? principal : other], negated: false, sets };
  });
}

const OPPOSITES: Readonly<Record<Comparison, readonly Comparison[]>> = {
  '<': ['>='],
  '<=': ['>'],
  '>': ['<='],
  '>=': ['<'],
  '=': ['<', '>'],
};

function comparisons(comparison: Comparison, negated: boolean): readonly Comparison[] {
  return negated ? OPPOSITES[comparison] : [comparison];
}
