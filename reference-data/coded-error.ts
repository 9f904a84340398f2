import { fillIn, type BilingualText, type Language, type TextDetails } from './bilingual.js';

/** Who has to act: the caller's words, the file that was handed over, the scheme or policy that was named; or what went wrong is no one's doing. */
export type ErrorOrigin = 'usage' | 'input' | 'scheme' | 'fault';

/** One row of a folder's table of errors: what happened and what to do about it. */
export interface ErrorEntry {
  readonly origin: ErrorOrigin;
  readonly what: BilingualText;
  readonly fix: BilingualText;
}

/** A fault of the caller or of the data: coded, in both languages, with a remedy. Each folder has one subclass with its own closed table. */
export abstract class CodedError extends Error {
  readonly code: string;
  readonly entry: ErrorEntry;
  readonly details: TextDetails;

  constructor(code: string, entry: ErrorEntry, details: TextDetails, options?: ErrorOptions) {
    super(`${fillIn(entry.what.en, details)} ${fillIn(entry.fix.en, details)}`, options);
    this.name = new.target.name;
    this.code = code;
    this.entry = entry;
    this.details = details;
  }

  /** What happened, and what to do about it, in one language. */
  parts(language: Language): { readonly what: string; readonly remedy: string } {
    return { what: fillIn(this.entry.what[language], this.details), remedy: fillIn(this.entry.fix[language], this.details) };
  }

  /** The single faults that it was found for, with their places, in one language. */
  placed(_language: Language): readonly object[] {
    return [];
  }

  /** Names a file as whoever hears of it knows it, where it was read from a place of our own. @returns The same error. */
  callFile(path: string, name: string): this {
    const details = Object.entries(this.details).map(([key, value]) => [key, value === path ? name : value]);
    Object.assign(this, { details: Object.fromEntries(details) });
    this.message = `${fillIn(this.entry.what.en, this.details)} ${fillIn(this.entry.fix.en, this.details)}`;
    return this;
  }

  /** The whole message in one language: what, where, and what to do. */
  text(language: Language): string {
    const { what, remedy } = this.parts(language);
    return language === 'zh' ? `${what}${remedy}` : `${what} ${remedy}`;
  }
}
