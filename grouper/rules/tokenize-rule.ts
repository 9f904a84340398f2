import { RuleSyntaxError } from './rule-syntax-error.js';

export type TokenKind = 'word' | 'number' | 'sign' | 'end';

/** One token of a rule. `at` is its 1-based position in the folded text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

// Numbers are held to as many digits as print again as they were: no exponent, none lost.
const TOKEN = /\s+|([A-Za-z][A-Za-z0-9_]*)|(\d{1,15}(?:\.\d{1,6})?)|(<=|>=|[<>=(){},∩])/y;

/** What cells hold besides the rule: escaped carriage returns, and the signs of Chinese keyboards. */
function folded(text: string): string {
  return text
    .replaceAll(/_x000[AaDd9]_/g, ' ')
    .normalize('NFKC')
    .replaceAll('≤', '<=')
    .replaceAll('≥', '>=')
    .replaceAll('、', ',');
}

/**
 * Cuts a rule into tokens. Any run of blanks, line breaks, no-break and full-width spaces is one blank; full-width signs are folded.
 *
 * @throws RuleSyntaxError on a sign that is in no rule.
 */
export function tokenizeRule(rule: string): Token[] {
  const text = folded(rule);
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null)
      throw new RuleSyntaxError('a field, a set, a number, a bracket or a comparison', text.slice(at, at + 12), at + 1);
    const [, word, number, sign] = match;
    if (word !== undefined) tokens.push({ kind: 'word', text: word, at: at + 1 });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: at + 1 });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at: at + 1 });
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return tokens;
}
