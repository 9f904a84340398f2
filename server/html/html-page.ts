import type { BilingualText } from '../../reference-data/index.js';
import type { PlotColour } from './plot-colours.js';
import { escaped } from './svg.js';

/** A part of the page: a title, what is to be seen, and a line that says how to read it. */
export interface PageSection {
  /** By which other parts of the page lead to it. */
  readonly id?: string;
  readonly title: BilingualText;
  readonly note?: BilingualText;
  /** Markup. */
  readonly content: string;
  /** Parameters and documents that it rests on. Markup. */
  readonly basis?: string;
}

export interface Page {
  readonly title: BilingualText;
  /** What stands above everything else, such as that all numbers are invented. */
  readonly warning?: BilingualText | undefined;
  readonly sections: readonly PageSection[];
  /** Rules of its own beside those of every page. */
  readonly style?: string;
}

/** One HTML file that needs nothing else: Chinese and English side by side, plots drawn in it, and no script. */
export function htmlPage({ title, warning, sections, style = '' }: Page): string {
  const parts = sections.map(({ id, title, note, content, basis }) => {
    const lines = [note === undefined ? '' : both(note), basis ?? ''].filter((line) => line !== '');
    const notes = lines.map((line) => `<p class="note">${line}</p>`).join('');
    const anchor = id === undefined ? '' : ` id="${escaped(id)}"`;
    return `<section${anchor}><h2>${both(title)}</h2>${notes}${content}</section>\n`;
  });
  const banner = warning === undefined ? '' : `<p class="warning">${both(warning)}</p>\n`;
  return `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`${title.zh} · ${title.en}`)}</title>
<style>${STYLE}${style}</style>
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

/** A drawing in its place: on a narrow screen it keeps its size and is moved along, on paper it is never cut in two. */
export function figure(drawing: string): string {
  return `<div class="wide figure">${drawing}</div>`;
}

/** What the colours of a plot mean. */
export function legend(entries: readonly { readonly name: string; readonly colour: PlotColour }[]): string {
  const items = entries.map(({ name, colour }) => `<span><i style="background:${colour.fill}"></i>${escaped(name)}</span>`);
  return `<p class="legend">${items.join('')}</p>`;
}

/** A title between a section's and its plots or tables. */
export const subtitle = (title: BilingualText): string => `<h3>${both(title)}</h3>`;

const STYLE = `
:root{color-scheme:light}
body{font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c2430;max-width:960px;margin:24px auto;padding:0 20px}
h1{font-size:24px;margin:0 0 8px}h2{font-size:17px;margin:28px 0 6px;border-bottom:1px solid #d5dae1;padding-bottom:4px}h3{font-size:14px;margin:14px 0 4px}
.en{color:#5b6675;font-weight:400;font-size:.88em}.note{color:#4a5563;margin:2px 0 8px}.note a{white-space:nowrap}
.warning{background:#fdf1dc;border:1px solid #d9822b;border-left-width:6px;padding:8px 12px;font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
th,td{padding:3px 8px;text-align:left;border-bottom:1px solid #dfe3e9;vertical-align:bottom;white-space:nowrap}th .en{display:block}
td{vertical-align:top}td.w,th.w{white-space:normal;overflow-wrap:anywhere}
.n{text-align:right}tfoot th{border-top:2px solid #8b95a3}
svg{width:100%;height:auto;display:block;font-size:11px}svg text{fill:#1c2430}
.grid{stroke:#dde2e8}.border{stroke:#8b95a3;stroke-dasharray:3 3}.zero{stroke:#5b6675}.band{font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-opacity:.8}code{white-space:nowrap}.legend{margin:4px 0}.legend span{margin-right:16px;white-space:nowrap}
.legend i{display:inline-block;width:11px;height:11px;margin-right:5px;vertical-align:-1px}
.holds{color:#23633c}.broken{color:#b0413e;font-weight:700}
dl{margin:0}dt{font-weight:600;margin-top:6px}dd{margin:0 0 0 1.2em}
@media screen and (max-width:700px){body{padding:0 12px;margin:12px auto}h1{font-size:20px}.figure svg{min-width:680px}}
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5px}h1{font-size:18px}h2{font-size:14px;margin-top:18px}h3{font-size:11px}table{font-size:9px}th,td{padding:2px 5px}h1,h2,h3,.note,.legend{break-after:avoid}.figure,.short,.note{break-inside:avoid}.figure+.legend{break-before:avoid}.wide{overflow:visible}thead{display:table-header-group}tfoot{display:table-row-group;break-before:avoid}tr,dt,dd{break-inside:avoid}a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4;margin:14mm}}
`;
