import type { BilingualText, Language } from '../../reference-data/index.js';
import type { DocumentKind } from './document.js';

/** A file that was checked and may become a version: where the checked form lies, and what it says of itself. */
export interface CheckedUpload {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly region: string;
  readonly title: BilingualText;
  /** SHA-256 of its text, or of its tables. */
  readonly checksum: string;
  /** File or folder that goes on the shelf. */
  readonly path: string;
  /** The day that it states itself, `YYYY-MM-DD`. */
  readonly ownDay?: string;
  /** What a scheme groups by. */
  readonly schemeKind?: 'drg' | 'dip';
  /** The scheme that weights are of. */
  readonly scheme?: string;
  /** What is odd about it, with its places. */
  readonly findings: Findings;
}

/** What was found in a file, in the words of each language. */
export type Findings = Readonly<Record<Language, readonly object[]>>;

export const NOTHING_FOUND: Findings = { zh: [], en: [] };

/** The same findings in both languages. */
export const inBothLanguages = (findings: (language: Language) => readonly object[]): Findings => ({
  zh: findings('zh'),
  en: findings('en'),
});
