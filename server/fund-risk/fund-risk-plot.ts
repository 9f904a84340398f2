import { printRounded, type FundAssessment, type Ratio, type Zones } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';

const WIDTH = 920;
const HEIGHT = 360;
const LEFT = 56;
const RIGHT = 170;
const TOP = 24;
const BOTTOM = 40;
const LINES = ['#1f4e79', '#b5541c', '#2e7d32', '#7b1fa2', '#c62828', '#00838f', '#5d4037'];

/** Places on paper are the only numbers here that are not exact: nothing is read back from a plot. */
const shown = (value: Ratio): number => Number(printRounded(value, { rule: 'half-up', decimals: 2 }));

interface Line {
  readonly name: string;
  readonly points: readonly { readonly month: string; readonly value: number }[];
}

/** A page with one plot for each fund: months payable, past and under every scenario, over the zones. It needs no network. */
export function fundRiskPage(
  title: string,
  funds: readonly (readonly [assessment: FundAssessment, zones: Zones])[],
  language: Language,
): string {
  const plots = funds.map(
    ([assessment, zones]) => `<h2>${escaped(assessment.fund)}</h2>\n${fundRiskPlot(assessment, zones, language)}`,
  );
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>body{font:14px sans-serif;margin:2em auto;max-width:${WIDTH}px}@media print{body{margin:0}}svg{width:100%;height:auto}</style>
<h1>${escaped(title)}</h1>
${plots.join('\n')}
</html>
`;
}

/** Months payable of one fund as SVG. */
export function fundRiskPlot({ positions, forecasts }: FundAssessment, zones: Zones, language: Language): string {
  const past = positions.map(({ month, monthsPayable }) => ({ month, value: shown(monthsPayable) }));
  const lines: Line[] = [
    { name: language === 'zh' ? '实际' : 'past', points: past },
    ...forecasts.map(({ scenario, months }) => ({
      name: scenario.name[language],
      points: [past.at(-1)!, ...months.map(({ month, monthsPayable }) => ({ month, value: shown(monthsPayable) }))],
    })),
  ];
  const months = [...new Set(lines.flatMap(({ points }) => points.map(({ month }) => month)))].sort();
  const values = lines.flatMap(({ points }) => points.map(({ value }) => value));
  const [low, high] = [Math.min(0, ...values), Math.max(1, ...values) * 1.05];
  const x = (month: string): number => place(LEFT, WIDTH - RIGHT, months.indexOf(month) / Math.max(1, months.length - 1));
  const y = (value: number): number => place(HEIGHT - BOTTOM, TOP, (value - low) / (high - low));
  const drawn = lines.map(
    ({ points }, at) =>
      `<polyline fill="none" stroke="${LINES[at % LINES.length]}" stroke-width="${at === 0 ? 3 : 1.5}" points="${points
        .map(({ month, value }) => `${fixed(x(month))},${fixed(y(value))}`)
        .join(' ')}"/>`,
  );
  const legend = lines.map(
    ({ name }, at) =>
      `<text x="${WIDTH - RIGHT + 14}" y="${TOP + 14 + at * 18}" fill="${LINES[at % LINES.length]}">${escaped(name)}</text>`,
  );
  const ticks = months
    .filter((_, at) => at % 6 === 0)
    .map((month) => `<text x="${fixed(x(month))}" y="${HEIGHT - 14}" text-anchor="middle">${month}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    ...zoneBands(zones, low, high, y, language),
    ...drawn,
    ...legend,
    ...ticks,
    '</svg>',
  ].join('\n');
}

/** Bands behind the lines, as far as zones end at a number. */
function zoneBands(zones: Zones, low: number, high: number, y: (value: number) => number, language: Language): string[] {
  let from = low;
  return zones.flatMap(({ when, colour, name }) => {
    const ends = when?.all.map(({ value }) => Number(value.printed)) ?? [high];
    const until = Math.min(high, Math.max(...ends));
    if (until <= from) return [];
    const [top, bottom] = [y(until), y(from)];
    from = until;
    return [
      `<rect x="${LEFT}" y="${fixed(top)}" width="${WIDTH - LEFT - RIGHT}" height="${fixed(bottom - top)}" fill="${colour}" opacity="0.10"/>`,
      `<text x="${LEFT + 6}" y="${fixed(top + 14)}" fill="${colour}">${escaped(name[language])} ${escaped(when?.printed ?? '')}</text>`,
      `<text x="${LEFT - 8}" y="${fixed(top + 4)}" text-anchor="end">${until.toFixed(0)}</text>`,
    ];
  });
}

const place = (from: number, to: number, share: number): number => from + (to - from) * share;
const fixed = (number: number): string => number.toFixed(1);

/** Text as it may stand in markup. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
