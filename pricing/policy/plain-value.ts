/** A value of a policy as it was printed: numbers and comparisons as text, tables as lists, ready for JSON. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Map) return plainValue(Object.fromEntries(value));
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if ('printed' in value) return value.printed;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [key, plainValue(one)]));
}

/** The same on one line: `{rule: half-up, decimals: 2}`. */
export function printValue(value: unknown): string {
  return flow(plainValue(value));
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, one]) => `${key}: ${flow(one)}`)
    .join(', ')}}`;
}
