/** A printed number with its whole part in groups of three digits, for people. */
export function inThrees(printed: string): string {
  const [whole, decimals] = printed.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
