import {
  CODE_FIELDS,
  COMPARISONS,
  DEPARTMENT_FIELD,
  NUMBER_FIELDS,
  type CodeField,
  type Comparison,
  type NumberField,
  type Rule,
} from './rule.js';
import { RuleSyntaxError } from './rule-syntax-error.js';
import { tokenizeRule, type Token } from './tokenize-rule.js';

/** Deeper nesting than any table has; a bound keeps hostile text from exhausting the stack. */
const DEEPEST_NESTING = 200;

const KEYWORDS = ['and', 'or', 'not', 'in', 'length'];
const RESERVED = new Set<string>([
  ...CODE_FIELDS,
  ...NUMBER_FIELDS,
  DEPARTMENT_FIELD,
  ...KEYWORDS.map((word) => word.toUpperCase()),
]);

/** Recursive descent over the grammar; one method a production. */
class RuleParser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  rule(): Rule {
    if (this.#peek().kind === 'end') return { kind: 'always' };
    const rule = this.#or();
    if (this.#peek().kind !== 'end') this.#fail('"and", "or" or the end of the rule');
    return rule;
  }

  #or(): Rule {
    const terms = [this.#and()];
    while (this.#takeKeyword('or')) terms.push(this.#and());
    return terms.length === 1 ? terms[0]! : { kind: 'any', terms };
  }

  #and(): Rule {
    const terms = [this.#atom()];
    while (this.#takeKeyword('and')) terms.push(this.#atom());
    return terms.length === 1 ? terms[0]! : { kind: 'all', terms };
  }

  #atom(): Rule {
    if (++this.#depth > DEEPEST_NESTING) this.#fail(`at most ${DEEPEST_NESTING} nested brackets`);
    const atom = this.#undeepened();
    this.#depth--;
    return atom;
  }

  #undeepened(): Rule {
    if (this.#takeKeyword('not')) return { kind: 'not', term: this.#atom() };
    if (this.#takeSign('(')) {
      const inner = this.#or();
      this.#expectSign(')');
      return inner;
    }
    const token = this.#peek();
    if (token.kind === 'number') return { kind: 'constant', value: this.#number() };
    if (token.kind === 'sign' && token.text === '{') return this.#membership(this.#codeFields());
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (word === 'LENGTH') return this.#counting();
    if (isOneOf(CODE_FIELDS, word)) return this.#membership(this.#codeFields());
    if (isOneOf(NUMBER_FIELDS, word)) return this.#comparison(word);
    if (word === DEPARTMENT_FIELD) return this.#department();
    return this.#fail('a condition');
  }

  #membership(fields: CodeField[]): Rule {
    const negated = this.#takeKeyword('not');
    this.#expectKeyword('in');
    return { kind: 'membership', fields, negated, sets: this.#sets() };
  }

  #department(): Rule {
    this.#next++;
    const negated = this.#takeKeyword('not');
    this.#expectKeyword('in');
    return { kind: 'department', negated, sets: this.#sets() };
  }

  #counting(): Rule {
    this.#next++;
    this.#expectSign('(');
    const sets = this.#sets();
    this.#expectSign('∩');
    const fields = this.#codeFields();
    this.#expectSign(')');
    return { kind: 'counting', sets, fields, comparison: this.#comparisonSign(), bound: this.#number() };
  }

  #comparison(field: NumberField): Rule {
    this.#next++;
    return { kind: 'comparison', field, comparison: this.#comparisonSign(), bound: this.#number() };
  }

  #codeFields(): CodeField[] {
    return this.#braced(() => {
      const word = this.#peek().text.toUpperCase();
      if (!isOneOf(CODE_FIELDS, word)) return this.#fail(`one of ${CODE_FIELDS.join(', ')}`);
      this.#next++;
      return word;
    });
  }

  #sets(): string[] {
    return this.#braced(() => {
      const token = this.#peek();
      if (token.kind !== 'word' || RESERVED.has(token.text.toUpperCase())) this.#fail('the name of a set');
      this.#next++;
      return token.text;
    });
  }

  /** One item, or several in braces. */
  #braced<T>(item: () => T): T[] {
    if (!this.#takeSign('{')) return [item()];
    const items = [item()];
    while (this.#takeSign(',')) items.push(item());
    this.#expectSign('}');
    return items;
  }

  #comparisonSign(): Comparison {
    const { text } = this.#peek();
    if (!isOneOf(COMPARISONS, text)) return this.#fail(`one of ${COMPARISONS.join(' ')}`);
    this.#next++;
    return text;
  }

  #number(): number {
    const token = this.#peek();
    if (token.kind !== 'number') this.#fail('a number');
    this.#next++;
    return Number(token.text);
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #takeKeyword(keyword: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toLowerCase() !== keyword) return false;
    this.#next++;
    return true;
  }

  #expectKeyword(keyword: string): void {
    if (!this.#takeKeyword(keyword)) this.#fail(`"${keyword}"`);
  }

  #takeSign(sign: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'sign' || token.text !== sign) return false;
    this.#next++;
    return true;
  }

  #expectSign(sign: string): void {
    if (!this.#takeSign(sign)) this.#fail(`"${sign}"`);
  }

  #fail(expected: string): never {
    const { text, at } = this.#peek();
    throw new RuleSyntaxError(expected, text, at);
  }
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word);
}

/**
 * Reads a rule of the national workbook. `or` binds weakest, then `and`, then `not`; keywords and field names ignore case;
 * brackets that only group leave no trace in the tree.
 *
 * @throws RuleSyntaxError with the place and what was expected there.
 */
export function parseRule(text: string): Rule {
  return new RuleParser(tokenizeRule(text)).rule();
}
