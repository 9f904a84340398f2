import type { Rule } from './rule.js';

/** Prints a rule so that parsing it gives the same tree: the fewest brackets, one blank between words. */
export function printRule(rule: Rule): string {
  switch (rule.kind) {
    case 'always':
      return '';
    case 'constant':
      return String(rule.value);
    case 'membership':
      return `${braced(rule.fields)} ${rule.negated ? 'not in' : 'in'} ${braced(rule.sets)}`;
    case 'department':
      return `KS ${rule.negated ? 'not in' : 'in'} ${braced(rule.sets)}`;
    case 'counting':
      return `length(${braced(rule.sets)} ∩ ${braced(rule.fields)}) ${rule.comparison} ${rule.bound}`;
    case 'comparison':
      return `${rule.field} ${rule.comparison} ${rule.bound}`;
    case 'not':
      return `not ${printTerm(rule.term)}`;
    case 'any':
      return rule.terms.map((term) => (term.kind === 'any' ? `(${printRule(term)})` : printRule(term))).join(' or ');
    case 'all':
      return rule.terms.map(printTerm).join(' and ');
  }
}

function printTerm(term: Rule): string {
  return term.kind === 'any' || term.kind === 'all' ? `(${printRule(term)})` : printRule(term);
}

function braced(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `{${names.join(', ')}}`;
}
