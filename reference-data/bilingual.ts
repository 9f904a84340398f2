/** The languages in which every message is written. Chinese first: most readers are hospital and bureau staff. */
export type Language = 'zh' | 'en';

/** One text in both languages. `{name}` stands for a detail that is filled in when the text is shown. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

/** What fills the `{name}` places of a text. */
export type TextDetails = Readonly<Record<string, string | number>>;

/** Fills the `{name}` places of a text; a place without a detail stays as it is, so that a slip is seen and not hidden. */
export function fillIn(template: string, details: TextDetails): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => (name in details ? String(details[name]) : place));
}
