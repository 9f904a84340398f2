// JSON with the two kinds of values that a policy and its lists have beyond it: whole numbers of any length, and maps.

/** Prints settings as text. The same settings give the same text. */
export function printSettings(settings: object): string {
  return JSON.stringify(settings, (_name, value: unknown) => {
    if (typeof value === 'bigint') return { bigint: String(value) };
    return value instanceof Map ? { map: [...(value as Map<unknown, unknown>)] } : value;
  });
}

/** Reads what `printSettings` printed. */
export function parseSettings(text: string): unknown {
  return JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return value;
    if ('bigint' in value && typeof value.bigint === 'string') return BigInt(value.bigint);
    return 'map' in value && Array.isArray(value.map) ? new Map(value.map as [unknown, unknown][]) : value;
  });
}
