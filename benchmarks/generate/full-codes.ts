const FULL_LENGTH = 7;
const DIGITS = [...'0123456789'];
const EXTENSIONS = ['', 'x001', 'x002'];

/** Diagnoses have their point behind the third sign, procedures behind the second. */
export type CodeKind = 'diagnosis' | 'procedure';

/**
 * Full codes of the national insurance edition that begin with a stem: of `I63` the subdivisions `I63.000` to `I63.900` and `I63.x00`,
 * of `I63.4` the code `I63.400` and two extensions of it.
 *
 * They have the form of real codes, and that is all: which of them exist no scheme says that lists categories.
 *
 * @param stem One sign or more; a full code stands for itself.
 */
export function fullCodes(stem: string, kind: CodeKind): readonly string[] {
  if (stem.length >= FULL_LENGTH) return [stem];
  const point = kind === 'diagnosis' ? 3 : 2;
  let stems = [stem];
  while (stems[0]!.length < point) stems = stems.flatMap((begin) => DIGITS.map((digit) => begin + digit));
  if (stems[0]!.length === point) stems = stems.map((begin) => `${begin}.`);
  if (stems[0]!.length === point + 1) stems = stems.flatMap((begin) => [...DIGITS, 'x'].map((sign) => begin + sign));
  const whole = stems.map((begin) => begin.padEnd(FULL_LENGTH, '0'));
  return stem.length <= point + 1 ? whole : whole.flatMap((code) => EXTENSIONS.map((extension) => code + extension));
}
