/**
 * Restores a procedure code that a spreadsheet took for a number: `36.06` was `36.0600`, `0.66` was `00.6600`.
 * Codes of Chinese medicine (17.9...) have five decimals, all others four; a code that still has four is left alone.
 *
 * @returns undefined where the code is not damaged in this way.
 */
export function repairProcedureCode(code: string): string | undefined {
  const match = /^(\d{1,2})(?:\.(\d{0,3}))?$/.exec(code);
  if (match === null) return undefined;
  const decimals = match[2] ?? '';
  const category = match[1]!.padStart(2, '0');
  const length = category === '17' && decimals.startsWith('9') ? 5 : 4;
  const repaired = `${category}.${decimals.padEnd(length, '0')}`;
  return repaired === code ? undefined : repaired;
}
