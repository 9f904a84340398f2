/** Filters that a region applies in turn until one candidate is left. */
export const SELECTION_STEPS = [
  'most-plus',
  'most-matched',
  'no-unmatched',
  'full-code-over-short',
  'code-contains-main-procedure',
  'highest-points',
  'highest-points-if-surgery',
  'nearest-mean',
  'unmatched-surgery-to-comprehensive',
  'earlier-code',
  'sheet-order',
] as const;
export type SelectionStep = (typeof SELECTION_STEPS)[number];
