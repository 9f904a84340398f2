/** What an element of a drawing is given; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text as it may stand in a document. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** An element; what stands in it is markup already. */
export function element(name: string, attributes: Attributes, ...inside: readonly string[]): string {
  const stated = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? short(value) : escaped(value!)}"`)
    .join('');
  return inside.length === 0 ? `<${name}${stated}/>` : `<${name}${stated}>${inside.join('')}</${name}>`;
}

/** Words in a drawing. */
export function label(text: string, x: number, y: number, more: Attributes = {}): string {
  return element('text', { x, y, ...more }, escaped(text));
}

/** Words that appear where someone points. */
export const hint = (text: string): string => element('title', {}, escaped(text));

/** A whole drawing, which takes the width of its place. */
export function drawing(width: number, height: number, what: string, ...inside: readonly string[]): string {
  const attributes = { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': what, xmlns: 'http://www.w3.org/2000/svg' };
  return element('svg', attributes, ...inside);
}

/** Places of a drawing are told to a tenth: the same on every machine. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
