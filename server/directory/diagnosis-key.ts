import { prefixPart } from '../../grouper/index.js';

const SUBCATEGORY = /^[A-Z]\d\d\.\d/;
const CATEGORY = /^[A-Z]\d\d(?:\.x|$)/;

/**
 * The key by which diagnoses are clustered: four characters, `K35.3` of `K35.300x001`; three where the category has no fourth,
 * `I10` of `I10.x00`. Of a dagger pair the dagger half.
 *
 * @param code In normal form.
 * @returns undefined for what is no ICD-10 code.
 */
export function diagnosisKey(code: string): string | undefined {
  const part = prefixPart(code);
  if (SUBCATEGORY.test(part)) return part.slice(0, 5);
  return CATEGORY.test(part) ? part.slice(0, 3) : undefined;
}
