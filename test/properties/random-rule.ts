import fc from 'fast-check';
import { CODE_FIELDS, COMPARISONS, NUMBER_FIELDS, type Rule } from '../../grouper/index.js';

/** What the random rules may name. */
export interface RuleNames {
  readonly codeSets: readonly string[];
  readonly departmentSets: readonly string[];
  /** Bounds for comparisons, so that a case can stand on one. */
  readonly bounds: readonly number[];
}

/** Random trees over every construct of the language, as the parser would make them: joins have two terms or more. */
export function randomRule({ codeSets, departmentSets, bounds }: RuleNames): fc.Arbitrary<Rule> {
  const fields = fc.array(fc.constantFrom(...CODE_FIELDS), { minLength: 1, maxLength: 3 });
  const sets = fc.array(fc.constantFrom(...codeSets), { minLength: 1, maxLength: 3 });
  const comparison = fc.constantFrom(...COMPARISONS);
  const condition: fc.Arbitrary<Rule> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('membership' as const), fields, negated: fc.boolean(), sets }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('counting' as const),
        sets,
        fields,
        comparison,
        bound: fc.constantFrom(0, 1, 2, 3),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('comparison' as const),
        field: fc.constantFrom(...NUMBER_FIELDS),
        comparison,
        bound: fc.constantFrom(...bounds),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('department' as const),
        negated: fc.boolean(),
        sets: fc.array(fc.constantFrom(...departmentSets), { minLength: 1, maxLength: 2 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('constant' as const), value: fc.constantFrom(0, 1, 7) }) },
  );
  const { tree } = fc.letrec<{ tree: Rule; join: Rule; negation: Rule }>((tie) => ({
    tree: fc.oneof({ maxDepth: 3, depthIdentifier: 'rule' }, condition, tie('join'), tie('negation')),
    join: fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3, depthIdentifier: 'rule' }),
    }),
    negation: fc.record({ kind: fc.constant('not' as const), term: tie('tree') }),
  }));
  // No text at all is a rule too, but never a part of one.
  return fc.oneof({ weight: 1, arbitrary: fc.constant<Rule>({ kind: 'always' }) }, { weight: 9, arbitrary: tree });
}
