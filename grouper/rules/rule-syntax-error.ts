/** A rule that the language does not know. Caught by the scheme check, which adds sheet, row and column. */
export class RuleSyntaxError extends Error {
  /** What the language allows at this place. */
  readonly expected: string;
  /** What stands there instead; empty at the end of the rule. */
  readonly found: string;
  /** 1-based position in the rule. */
  readonly at: number;

  constructor(expected: string, found: string, at: number) {
    super(`at position ${at}: expected ${expected}, found ${found === '' ? 'the end of the rule' : `"${found}"`}`);
    this.name = 'RuleSyntaxError';
    this.expected = expected;
    this.found = found;
    this.at = at;
  }
}
