import { PRICING_ERRORS } from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';

const RETURNED: BilingualText = {
  zh: '未入组，病案退回医疗机构核对',
  en: 'without a group: the record goes back to the hospital',
};

/**
 * Why nothing is settled for a case, in words.
 *
 * @param why As the table of cases has it: a code and what it is about, or what pricing made of the record.
 */
export function whyUnsettled(why: string): BilingualText {
  if (why === 'returned') return RETURNED;
  const [code = '', about] = why.split(/:(.*)/s);
  const what = (PRICING_ERRORS as Readonly<Record<string, { readonly what: BilingualText }>>)[code]?.what;
  if (what === undefined) return { zh: why, en: why };
  // It is said of many cases at once, so that none is named; what else the code is about fills the only place that is left.
  const said = (text: string): string => {
    const ofAll = text
      .replace(/ ?\{case\} ?(?=\p{Script=Han})/u, '')
      .replace(' {case}', '')
      .replace(/[。.]$/, '');
    const places = ofAll.match(/\{\w+\}/g) ?? [];
    return ofAll.replace(/\{\w+\}/g, places.length === 1 && about !== undefined ? about : '…');
  };
  return { zh: said(what.zh), en: said(what.en) };
}
