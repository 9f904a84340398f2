import { LRUCache } from 'lru-cache';
import { parsePolicy, type ParsedPolicy } from './parse-policy.js';
import type { AnySection } from './section.js';

interface Read {
  readonly sections: readonly AnySection[];
  readonly parsed: ParsedPolicy;
}

/** Unit: characters. */
const MOST_TEXT = 1_000_000;

/** What texts were read as last: each part of a run reads its policy, and each month of a year those of the month before. The answer never depends on it. */
const lastRead = new LRUCache<string, Read>({ maxSize: MOST_TEXT, sizeCalculation: (_read, name) => name.length });

/** Reads one policy file as `parsePolicy` does, a text that was read before at no cost. */
export function parsePolicyOnce(text: string, path: string, sections: readonly AnySection[]): ParsedPolicy {
  const name = `${path}\n${text}`;
  const known = lastRead.get(name);
  if (known?.sections === sections) return known.parsed;
  const parsed = parsePolicy(text, path, sections);
  lastRead.set(name, { sections, parsed });
  return parsed;
}
