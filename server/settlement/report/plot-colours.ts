/** Colours that people with colour blindness can tell apart, and that stay apart when printed grey. */
export const SERIES_COLOURS = ['#1f6fb2', '#d9822b', '#3a9d6e', '#8e5ea8', '#b0413e', '#6b7480', '#c2a200', '#4fb3bf'] as const;
export const SURPLUS_COLOUR = '#1f6fb2';
export const OVERSPEND_COLOUR = '#d9822b';

export function seriesColour(place: number): string {
  return SERIES_COLOURS[place % SERIES_COLOURS.length]!;
}
