import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { ReferenceDataError } from './errors.js';
import { subtypingFaults } from './subtyping-faults.js';
import { subtypingSchema, word, type Subtyping } from './subtyping-schema.js';
import { parseYaml } from './parse-yaml.js';

export type { Subtyping, SubtypingFamily, SubtypingGroups, SubtypingLevel, SubtypingWhen } from './subtyping-schema.js';

const subtypingFile = z.strictObject({
  kind: z.literal('dip-subtyping'),
  /** Six digits, or a word for a demonstration. */
  region: word,
  effectiveFrom: calendarDate.optional(),
  source: word,
  evidence: z.enum(['official', 'secondary', 'assumed', 'invented']),
  subtyping: subtypingSchema,
});

/** A subtyping policy that stands in a file of its own. */
export type SubtypingPolicy = z.infer<typeof subtypingFile>;

/**
 * Checks the key `subtyping` of a grouping policy.
 *
 * @param path Named in errors.
 * @throws REFERENCE_DATA_POLICY_INVALID with every fault and its path.
 */
export function checkSubtyping(content: unknown, path: string): Subtyping {
  const checked = checkWith(subtypingSchema, content, path, 'subtyping');
  throwFaults(subtypingFaults(checked), path);
  return checked;
}

/** @param path Named in errors. @throws REFERENCE_DATA_POLICY_INVALID with every fault and its path. */
export function parseSubtypingPolicy(text: string, path: string): SubtypingPolicy {
  const content = parseYaml(text, (why) => invalid(path, [why]));
  const policy = checkWith(subtypingFile, content, path);
  throwFaults(subtypingFaults(policy.subtyping), path);
  return policy;
}

/** Reads a subtyping policy (YAML). @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_POLICY_INVALID */
export async function readSubtypingPolicy(path: string): Promise<SubtypingPolicy> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: error.message });
  });
  return parseSubtypingPolicy(text, path);
}

function checkWith<T>(schema: z.ZodType<T>, content: unknown, path: string, at?: string): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw invalid(
    path,
    parsed.error.issues.map((issue) => `${[...(at === undefined ? [] : [at]), ...issue.path].join('.')}: ${issue.message}`),
  );
}

function throwFaults(faults: readonly string[], path: string): void {
  if (faults.length > 0) throw invalid(path, faults);
}

function invalid(path: string, faults: readonly string[]): ReferenceDataError {
  return new ReferenceDataError('REFERENCE_DATA_POLICY_INVALID', { path, why: faults.join('; ') });
}
