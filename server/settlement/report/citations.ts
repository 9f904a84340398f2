import { SECTIONS, type Parameters } from '../../../pricing/index.js';
import type { BilingualText } from '../../../reference-data/index.js';
import { escaped } from '../../html/svg.js';
import type { CitationRecord } from '../../pricing/breakdown-record.js';
import type { PlacedStep } from '../period-steps.js';

/** A parameter that steps rest on. */
export interface CitedParameter {
  readonly source: CitationRecord;
  /** What the steps do with it. */
  readonly uses: readonly BilingualText[];
}

/** Every parameter that steps rest on, each once, by name. */
export function citedParameters(steps: readonly PlacedStep[]): readonly CitedParameter[] {
  const found = new Map<string, { source: CitationRecord; uses: Map<string, BilingualText> }>();
  for (const { label, source, operands } of steps)
    for (const cited of [source, ...operands.map((operand) => operand.source)]) {
      if (cited === undefined) continue;
      const key = citationKey(cited);
      const known = found.get(key) ?? { source: cited, uses: new Map<string, BilingualText>() };
      found.set(key, known);
      known.uses.set(label.zh, label);
    }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { source, uses }]) => ({ source, uses: [...uses.values()] }));
}

/** Where the parameter stands in the page. The same parameter may hold by two documents: one before a day, one after, or one for each fund. */
export const citationKey = ({ parameter, from, number, clause }: CitationRecord): string =>
  [parameter, from, number, clause].filter((part) => part !== '').join(' ');

/** The parameters behind some steps as links into the page; nothing where no step rests on one. */
export function basisOf(steps: readonly PlacedStep[], rules: readonly string[]): string {
  const cited = citedParameters(steps.filter(({ rule }) => rules.includes(rule)));
  if (cited.length === 0) return '';
  const links = cited.map(({ source }) => {
    const { zh, en } = parameterTitle(source.parameter);
    return `<a href="#${escaped(encodeURIComponent(citationKey(source)))}">${escaped(zh)} <span class="en" lang="en">${escaped(en)}</span></a>`;
  });
  return `依据 <span class="en" lang="en">rests on</span>: ${links.join('，')}`;
}

/** What a parameter is called; imported tables by their own name. */
export function parameterTitle(path: string): BilingualText {
  const [section, name = ''] = path.split('.');
  const parameters = SECTIONS.find(({ id }) => id === section)?.parameters as Parameters | undefined;
  return parameters?.[name]?.title ?? { zh: path, en: path };
}
