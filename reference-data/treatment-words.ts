import type { TreatmentAttribute } from './dip-tables.js';

/**
 * How directories write the treatment attribute where a comprehensive group has no procedure code: words of both generations and the
 * letters that 平顶山 and others use.
 */
const WORDS: Readonly<Record<TreatmentAttribute, readonly string[]>> = {
  conservative: ['保守治疗', '保守', '内科诊疗', '内科治疗', '内科', 'BSZL', 'NKZL'],
  diagnostic: ['诊断性操作', '诊断性', '诊断操作', 'ZDXCZ', 'ZDCZ'],
  therapeutic: ['治疗性操作', '治疗性', '治疗操作', 'ZLXCZ', 'ZLCZ'],
  interventional: ['介入治疗', '介入操作', '介入', 'JRZL', 'JR'],
  surgical: ['相关手术', '手术治疗', '手术', 'XGSS', 'SS'],
};

const ATTRIBUTE_OF = new Map(
  Object.entries(WORDS).flatMap(([attribute, words]) => words.map((word) => [word, attribute as TreatmentAttribute] as const)),
);

/** The treatment attribute that a cell names; undefined where it names none. `（…组）` and `组` around the word are no matter. */
export function treatmentAttributeOf(cell: string): TreatmentAttribute | undefined {
  const word = cell
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .toUpperCase()
    .replace(/(治疗方式|组)$/, '');
  return ATTRIBUTE_OF.get(word);
}
