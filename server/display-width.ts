/** Places that a text takes where every Latin sign has one: Chinese signs take two. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, sign) => width + (sign.codePointAt(0)! > 0x2e80 ? 2 : 1), 0);
}
