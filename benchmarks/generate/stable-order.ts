/** A number for a text that is the same on every machine. Unit: 0 to 2^32-1. */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * Texts, each once, in an order that has nothing to do with the table that they come from. The front of a list is drawn more often than its
 * end, and without this cholera, the first code of every table, would be everybody's disease.
 */
export function shuffled(texts: Iterable<string>): readonly string[] {
  const hashed = [...new Set(texts)].map((text) => ({ text, hash: stableHash(text) }));
  hashed.sort((a, b) => a.hash - b.hash || (a.text < b.text ? -1 : 1));
  return hashed.map(({ text }) => text);
}
