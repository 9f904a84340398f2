/** The columns that every result begins with. */
export const RESULT_COLUMNS = ['caseId', 'status', 'mdc', 'adrg', 'drg', 'drgName', 'severity', 'reasons'] as const;

/**
 * Names for the columns that pass through: their own, or `input.NAME` where a result column or an earlier column has that name.
 *
 * @param columns Names as they stand in the input, in input order.
 */
export function outputNames(columns: readonly string[]): string[] {
  const taken = new Set<string>(RESULT_COLUMNS);
  return columns.map((column) => {
    let name = column;
    while (taken.has(name)) name = `input.${name}`;
    taken.add(name);
    return name;
  });
}
