/** Blanks of every width at the ends and line breaks inside are no part of a cell. */
export function tidyCell(text: string): string {
  return text
    .replace(/_x000[AaDd9]_/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * An expression of codes as it is stored: full-width signs folded, no blanks and quotes, letters upper case but for the `x` of
 * extensions and place-holders, one sign for dashes. Its operators stay as printed.
 */
export function tidyExpression(text: string): string {
  return tidyCell(text)
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff'`"]/g, '')
    .replace(/[\u2010-\u2015\u2212~～至]/g, '-')
    .replace(/[†‡]/g, '+')
    .replaceAll('、', ',')
    .toUpperCase()
    .replace(/(?<=[\d.])X/g, 'x');
}

/** What a row says, in one text; empty for a row of blanks. */
export function textOfRow(cells: readonly string[]): string {
  return cells
    .map((cell) => tidyCell(cell ?? ''))
    .filter((cell) => cell !== '')
    .join(' ');
}
