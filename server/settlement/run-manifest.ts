import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RunFile } from './run-folder.js';

/** The file that makes a folder a run. */
export const RUN_FILE = 'run.json';
/** Where the inputs lay, for whoever recomputes the run: of no run's identity, since the same inputs may lie elsewhere. */
export const PLACES_FILE = 'places.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a run was computed from, and so what its fingerprint covers. */
const identity = z.strictObject({
  kind: z.enum(['month', 'year']),
  region: z.string(),
  /** `YYYY-MM` or `YYYY`. */
  period: z.string(),
  /** Invented values settled it: never a payment. */
  demonstration: z.boolean(),
  program: z.strictObject({ version: z.string(), sha256 }),
  /** Every document of the policy, nearest region first. */
  policy: z.array(z.strictObject({ region: z.string(), sha256 })),
  scheme: z.nullable(z.strictObject({ id: z.string(), sha256 })),
  weights: sha256,
  budget: z.strictObject({ version: z.string(), sha256 }),
  /** The records, whatever their order and files. */
  cases: z.strictObject({ count: z.int().min(0), sha256 }),
  /** Fingerprints of the runs that this one builds on. */
  previous: z.array(z.strictObject({ period: z.string(), fingerprint: sha256 })),
  /** What the command said that decides results. */
  options: z.strictObject({ firstStay: z.boolean(), withoutMonths: z.boolean(), undecidedAsOrdinary: z.boolean() }),
  /** Other inputs by what they are: `corrections`, `assessment`, `reviews` … */
  files: z.record(z.string(), sha256),
});
export type RunIdentity = z.infer<typeof identity>;

const manifest = z.strictObject({
  fingerprint: sha256,
  identity,
  files: z.array(z.strictObject({ name: z.string(), size: z.int().min(0), sha256 })),
});
/** What `run.json` says: identity, fingerprint, and the checksum of every other file. */
export type RunManifest = z.infer<typeof manifest>;

/** SHA-256 of everything that the run was computed from. */
export function fingerprintOf(run: RunIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(run)))
    .digest('hex');
}

export function printManifest(run: RunIdentity, files: readonly RunFile[]): string {
  return `${JSON.stringify({ fingerprint: fingerprintOf(run), identity: canonical(run), files }, null, 2)}\n`;
}

/** @throws Error that says what is wrong, for the caller to wrap. */
export function parseManifest(text: string): RunManifest {
  const parsed = manifest.parse(JSON.parse(text));
  if (fingerprintOf(parsed.identity) !== parsed.fingerprint) throw new Error('fingerprint ≠ identity');
  return parsed;
}

/** The same value with the keys of every object in order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, canonical(one)]));
}

/** What a month's run and a year's look like from outside: the manifest and where the folder lies. */
export interface Run extends RunManifest {
  readonly path: string;
}
