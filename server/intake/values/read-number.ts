function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

/** A whole number as exports write it: `3`, `3.0`, `１２`; undefined for anything else, `3.5` included. */
export function readWholeNumber(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const match = /^([+-]?\d{1,15})(?:\.0*)?$/.exec(folded(text));
  return match === null ? undefined : Number(match[1]) + 0;
}

/** A plain decimal, without exponent; undefined for anything else. */
export function readDecimal(text: string): number | undefined {
  const plain = folded(text);
  return /^[+-]?(?:\d{1,15}(?:\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) + 0 : undefined;
}
