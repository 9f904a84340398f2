import type { BilingualText } from '../../../reference-data/index.js';
import { escaped } from './svg.js';

/** A part of the page: a title, what is to be seen, and a line that says how to read it. */
export interface PageSection {
  readonly title: BilingualText;
  readonly note?: BilingualText;
  /** Markup. */
  readonly content: string;
}

export interface Page {
  readonly title: BilingualText;
  /** What stands above everything else, such as that all numbers are invented. */
  readonly warning?: BilingualText | undefined;
  readonly sections: readonly PageSection[];
}

/** One HTML file that needs nothing else: Chinese and English side by side, plots drawn in it, and no script. */
export function htmlPage({ title, warning, sections }: Page): string {
  const parts = sections.map(
    ({ title, note, content }) =>
      `<section><h2>${both(title)}</h2>${note === undefined ? '' : `<p class="note">${both(note)}</p>`}${content}</section>\n`,
  );
  const banner = warning === undefined ? '' : `<p class="warning">${both(warning)}</p>\n`;
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${title.zh} · ${title.en}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${both(title)}</h1>
${banner}${parts.join('')}</body>
</html>
`;
}

/** Chinese first, English beside it. */
export function both({ zh, en }: BilingualText): string {
  return `${escaped(zh)} <span class="en" lang="en">${escaped(en)}</span>`;
}

/** A column of a table. */
export interface PageColumn {
  readonly title: BilingualText;
  readonly isNumber?: boolean;
}

/** A table of texts; the last row may be a sum. */
export function htmlTable(columns: readonly PageColumn[], rows: readonly (readonly string[])[], sum?: readonly string[]): string {
  const cells = (row: readonly string[], tag: string): string =>
    row.map((text, at) => `<${tag}${columns[at]?.isNumber === true ? ' class="n"' : ''}>${escaped(text)}</${tag}>`).join('');
  const head = columns.map(({ title, isNumber }) => `<th${isNumber === true ? ' class="n"' : ''}>${both(title)}</th>`).join('');
  const foot = sum === undefined ? '' : `<tfoot><tr>${cells(sum, 'th')}</tr></tfoot>`;
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody>${foot}</table></div>`;
}

/** What the colours of a plot mean. */
export function legend(entries: readonly { readonly name: string; readonly colour: string }[]): string {
  const items = entries.map(({ name, colour }) => `<span><i style="background:${colour}"></i>${escaped(name)}</span>`);
  return `<p class="legend">${items.join('')}</p>`;
}

const STYLE = `
:root{color-scheme:light}
body{font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c2430;max-width:960px;margin:24px auto;padding:0 20px}
h1{font-size:24px;margin:0 0 8px}h2{font-size:17px;margin:28px 0 6px;border-bottom:1px solid #d5dae1;padding-bottom:4px}
.en{color:#5b6675;font-weight:400;font-size:.88em}.note{color:#5b6675;margin:2px 0 8px}
.warning{background:#fdf1dc;border-left:5px solid #d9822b;padding:8px 12px;font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
th,td{padding:3px 8px;text-align:left;border-bottom:1px solid #e6e9ee;vertical-align:bottom}th .en{display:block}
.n{text-align:right;white-space:nowrap}tfoot th{border-top:2px solid #8b95a3}
svg{width:100%;height:auto;display:block;font-size:11px}svg text{fill:#3c4756}svg text.inside{fill:#fff}
.grid{stroke:#e1e5ea}.zero{stroke:#5b6675}.legend{margin:4px 0}.legend span{margin-right:16px}
.legend i{display:inline-block;width:11px;height:11px;margin-right:5px;vertical-align:-1px}
.holds{color:#2c7a4b}.broken{color:#b0413e;font-weight:700}
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5px}section{break-inside:avoid-page}table{font-size:9px}thead{display:table-header-group}tr{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4;margin:14mm}}
`;
