/** China keeps one time, eight hours before UTC. Unit: milliseconds. */
const BEFORE_UTC = 8 * 3_600_000;

/** The day that a moment belongs to in China: `YYYY-MM-DD`. */
export const chinaDay = (moment: Date): string => new Date(moment.getTime() + BEFORE_UTC).toISOString().slice(0, 10);
