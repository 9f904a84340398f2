import { EVIDENCE_NAMES } from '../../../pricing/index.js';
import type { BilingualText } from '../../../reference-data/index.js';
import type { PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { escaped } from '../../html/svg.js';
import { citationKey, citedParameters, parameterTitle, type CitedParameter } from './citations.js';
import type { ReportContent } from './report-content.js';
import { textColumn } from './report-text.js';

/** Every parameter that the steps rest on, with its document. */
export function parameters({ period }: ReportContent): PageSection {
  return {
    title: { zh: '参数与文件', en: 'Parameters and documents' },
    note: {
      zh: '各步骤所依据的政策参数；每一步的算式和数值见 steps.ndjson，单个病例用 dianzhi explain 查看',
      en: 'what the steps rest on; steps.ndjson has every step with its numbers, dianzhi explain a single case',
    },
    content: htmlTable(
      [
        textColumn('参数', 'parameter'),
        { ...textColumn('用于', 'used for'), isLong: true },
        textColumn('自', 'from'),
        { ...textColumn('文件', 'document'), isLong: true },
        textColumn('等级', 'grade'),
      ],
      citedParameters(period.steps).map(parameterRow),
    ),
  };
}

function parameterRow({ source, uses }: CitedParameter) {
  const { parameter, from, region, document, number, clause, evidence } = source;
  const { zh, en } = parameterTitle(parameter);
  const lines = [escaped(zh), `<span class="en" lang="en">${escaped(en)}</span>`, `<code>${escaped(parameter)}</code>`];
  const name = `<span id="${escaped(citationKey(source))}">${lines.join('<br>')}</span>`;
  const list = (of: keyof BilingualText, comma: string): string => uses.map((use) => use[of]).join(comma);
  return [
    { markup: name },
    { zh: list('zh', '、'), en: list('en', ', ') },
    from,
    `《${document}》${number} ${clause} · ${region}`,
    EVIDENCE_NAMES[evidence],
  ];
}
