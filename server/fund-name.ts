import type { BilingualText } from '../reference-data/index.js';

const NAMES: Readonly<Record<string, BilingualText>> = {
  employee: { zh: '职工', en: 'employees' },
  resident: { zh: '居民', en: 'residents' },
};

/** What a fund is called; a fund of the region's own by its own word. */
export function fundName(fund: string): BilingualText {
  return NAMES[fund] ?? { zh: fund, en: fund };
}
