import { diagnosisCode } from '../codes/normal-form.js';
import { FULL_CODE_LENGTH } from './code-expression.js';

/** What stands for every main diagnosis. */
export const ANY_DIAGNOSIS = '';

/**
 * Reads a diagnosis cell into the prefixes that it covers: `A09.0|A09.9` two, `C00-C75` every category between its ends,
 * `所有诊断` the empty prefix, with which every code begins. A dagger mark at the end is no part of the prefix.
 *
 * @throws RangeError for a range whose ends are not categories in order.
 */
export function diagnosisPrefixes(cell: string): readonly string[] {
  return cell
    .normalize('NFKC')
    .split(/[|/,、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap(prefixesOf);
}

function prefixesOf(part: string): readonly string[] {
  if (part === '所有诊断' || part === '*') return [ANY_DIAGNOSIS];
  const range = /^([A-Z]\d\d)-([A-Z]\d\d)$/i.exec(part);
  if (range !== null) return categoriesBetween(range[1]!.toUpperCase(), range[2]!.toUpperCase());
  return [diagnosisCode(part.replace(/\+$/, ''))];
}

/** `A15-A16`: the letter counts first, then the two digits. */
function categoriesBetween(from: string, until: string): readonly string[] {
  const ordinal = (category: string) => category.charCodeAt(0) * 100 + Number(category.slice(1));
  const [first, last] = [ordinal(from), ordinal(until)];
  if (first > last) throw new RangeError(`${from}-${until}`);
  const category = (at: number) => String.fromCharCode(Math.floor(at / 100)) + String(at % 100).padStart(2, '0');
  return Array.from({ length: last - first + 1 }, (_, place) => category(first + place));
}

/** Whether a code of a diagnosis cell is a prefix: a full code stands for itself alone, since its extensions are diagnoses of their own. */
export function isPrefix(key: string): boolean {
  return key.length < FULL_CODE_LENGTH;
}

/** Whether one of the codes of a diagnosis cell covers a diagnosis; of a dagger pair the dagger half is enough. */
export function isCovered(diagnosis: string, keys: readonly string[]): boolean {
  return keys.some((key) => (isPrefix(key) ? diagnosis.startsWith(key) : key === diagnosis || key === prefixPart(diagnosis)));
}

/** The part of a diagnosis that prefixes are compared with: of a dagger pair the dagger half. */
export function prefixPart(diagnosis: string): string {
  const plus = diagnosis.indexOf('+');
  return plus < 0 ? diagnosis : diagnosis.slice(0, plus);
}
