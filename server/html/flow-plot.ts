import type { BilingualText } from '../../reference-data/index.js';
import type { PlotColour } from './plot-colours.js';
import { drawing, element, hint, label } from './svg.js';

/** A kind that something goes from or to. */
export interface FlowKind {
  readonly id: string;
  readonly name: BilingualText;
  readonly colour: PlotColour;
}

/** What goes from one kind to another. */
export interface Flow {
  readonly from: FlowKind;
  readonly to: FlowKind;
  /** Above zero; only compared with the other flows. */
  readonly size: number;
  readonly printed: string;
}

const WIDTH = 760;
const NAMES = 210;
const BAR = 12;
const GAP = 8;
/** Height of all flows together. */
const HEIGHT = 240;
/** Room for a name in two lines. */
const LEAST = 28;

/** A kind at one side, and how far down its bands reach so far. */
interface Stack {
  readonly kind: FlowKind;
  readonly top: number;
  readonly height: number;
  reached: number;
}

/** Kinds at the left and at the right, each as high as what goes from it or to it, and bands between them as wide as the flows. */
export function flowPlot(what: string, flows: readonly Flow[]): string {
  const whole = flows.reduce((sum, { size }) => sum + size, 0);
  const high = (size: number): number => (size / whole) * HEIGHT;
  const left = stacks(flows, ({ from }) => from, high);
  const right = stacks(flows, ({ to }) => to, high);
  const bands = flows.map(({ from, to, size, printed }) => {
    const [start, end] = [left.get(from.id)!, right.get(to.id)!];
    const path = bandBetween(start.reached, end.reached, high(size));
    start.reached += high(size);
    end.reached += high(size);
    return element('path', { d: path, fill: from.colour.fill, 'fill-opacity': '0.35' }, hint(printed));
  });
  const height = Math.max(...[left, right].flatMap((side) => [...side.values()].map((one) => one.top + one.height)));
  const names = [...left.values()].map((one) => named(one, NAMES, NAMES - 8, 'end'));
  const others = [...right.values()].map((one) => named(one, WIDTH - NAMES - BAR, WIDTH - NAMES + 8, 'start'));
  return drawing(WIDTH, height, what, ...bands, ...names, ...others);
}

/** The kinds of one side from the top down, in the order in which they first come. */
function stacks(
  flows: readonly Flow[],
  kindOf: (flow: Flow) => FlowKind,
  high: (size: number) => number,
): ReadonlyMap<string, Stack> {
  const sizes = new Map<string, { readonly kind: FlowKind; size: number }>();
  for (const flow of flows) {
    const kind = kindOf(flow);
    const known = sizes.get(kind.id);
    if (known === undefined) sizes.set(kind.id, { kind, size: flow.size });
    else known.size += flow.size;
  }
  let top = 0;
  const placed = new Map<string, Stack>();
  for (const [id, { kind, size }] of sizes) {
    const height = Math.max(high(size), LEAST);
    placed.set(id, { kind, top, height, reached: top });
    top += height + GAP;
  }
  return placed;
}

/** A band of one width from the left bars to the right ones. */
function bandBetween(from: number, to: number, width: number): string {
  const [start, end] = [NAMES + BAR, WIDTH - NAMES - BAR];
  const middle = (start + end) / 2;
  const at = (value: number): string => String(Math.round(value * 10) / 10);
  const down = `M${start} ${at(from)}C${middle} ${at(from)} ${middle} ${at(to)} ${end} ${at(to)}`;
  return `${down}L${end} ${at(to + width)}C${middle} ${at(to + width)} ${middle} ${at(from + width)} ${start} ${at(from + width)}Z`;
}

function named({ kind, top, height }: Stack, x: number, textAt: number, anchor: 'start' | 'end'): string {
  const { name, colour } = kind;
  const words = [name.zh, name.en].map((text, line) =>
    label(text, textAt, top + 12 + line * 13, { class: line === 0 ? 'name' : 'tick', 'text-anchor': anchor }),
  );
  return element('rect', { x, y: top, width: BAR, height, fill: colour.fill }) + words.join('');
}
