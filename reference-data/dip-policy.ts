import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { ReferenceDataError } from './errors.js';
import { DIP_LAYERS, TREATMENT_ATTRIBUTES } from './dip-tables.js';
import { checkSubtyping, readSubtypingPolicy, type Subtyping } from './subtyping-policy.js';
import { parseYaml } from './parse-yaml.js';
import { SELECTION_STEPS } from './selection-steps.js';

/** A class of rows in an order of types: a layer with an attribute, `core surgical`, or a layer alone, `blank`. */
const rowClass = z.string().transform((text, context) => {
  const [layer, attribute, ...rest] = text.trim().split(/\s+/);
  const known = z
    .strictObject({ layer: z.enum(DIP_LAYERS), attribute: z.enum(TREATMENT_ATTRIBUTES).optional() })
    .safeParse({ layer, ...(attribute === undefined ? {} : { attribute }) });
  if (known.success && rest.length === 0) return known.data;
  const message = `"${text}": LAYER or LAYER ATTRIBUTE of ${DIP_LAYERS.join(', ')} / ${TREATMENT_ATTRIBUTES.join(', ')}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const choices = z.strictObject({
  /** How the list of excluded main diagnoses is compared. */
  excludedDiagnosisMatch: z.enum(['exact', 'prefix']).default('exact'),
  excludedDiagnosisBeforeXq: z.enum(['true', 'false']).default('true'),
  /** What becomes of an excluded main diagnosis. */
  excludedDiagnosisOutcome: z.enum(['ungrouped', 'comprehensive']).default('ungrouped'),
  /** A main procedure that is "grouped as conservative": makes the whole case conservative, or only steps aside. */
  conservativeCodeScope: z.enum(['whole-case', 'skip-to-next']).default('whole-case'),
  limitedOutsideScope: z.enum(['conservative', 'skip-to-next']).default('conservative'),
  /** Which sign binds tighter where `+` and `|` are mixed. */
  expressionPrecedence: z.enum(['any-tighter', 'all-tighter']).default('any-tighter'),
  /** Whether a listed base code covers its extensions, or a bare base in the case satisfies a listed extension. */
  procedureCodeMatch: z.enum(['exact', 'base-covers-extension', 'base-in-case-ok']).default('exact'),
  /** Whether XQ rows without the note 不限定为主要手术操作 need the main procedure. */
  xqPosition: z.enum(['as-noted', 'any']).default('as-noted'),
  newbornDiagnosisPosition: z.enum(['any', 'main']).default('any'),
  /** Which of the keys of a diagnosis is asked: the first with a surviving row, or all of them pooled. */
  diagnosisKeyOrder: z.enum(['longest-first', 'pooled']).default('longest-first'),
  relatedScore: z.enum(['matched-codes', 'satisfied-parts']).default('matched-codes'),
  /** When a row without procedure takes a case of FZ burn or tuberculosis. */
  emptyRow: z.enum(['only-without-main', 'fallback']).default('only-without-main'),
  /** Where the procedure of a burn or tuberculosis row must stand. */
  fzMainPosition: z.enum(['main', 'any']).default('main'),
  tumourSiteTie: z.enum(['sheet-order', 'reverse-sheet-order']).default('sheet-order'),
  burnAreaSeveral: z.enum(['largest', 'first']).default('largest'),
  /** Whether `M51.1+` asks for a code with a dagger. */
  daggerKey: z.enum(['ignore', 'require']).default('ignore'),
  attributeOfCase: z.enum(['main', 'highest', 'first']).default('main'),
  interventionAs: z.enum(['surgical', 'therapeutic']).default('surgical'),
  unknownProcedureAttribute: z.enum(['conservative', 'error']).default('conservative'),
  /** Where the main procedure of a local core row must stand in the case. */
  coreProcedurePosition: z.enum(['main', 'any']).default('main'),
  /** Whether comprehensive surgical rows split by operation level are asked. */
  surgeryLevelSplit: z.enum(['true', 'false']).default('false'),
  /** Group for cases that no row takes: `none`, or the key of the blank group. */
  ungroupedTo: z.string().default('none'),
});

const selection = z.strictObject({
  /** Layers of a local directory whose rows are candidates from the start; the others join at the final order. */
  candidates: z.array(z.enum(['core', 'primary'])).default(['core', 'primary']),
  steps: z.array(z.enum(SELECTION_STEPS)).default(['sheet-order']),
  /** Order of classes; empty: layers in their order. */
  final: z.array(rowClass).default([]),
});

/** A key without anything under it, or no key at all: every default. */
const emptySection = (value: unknown) => (value === undefined || value === '' ? {} : value);

const policySchema = z.strictObject({
  kind: z.literal('dip-grouping'),
  /** Six digits, or `national`. */
  region: z.string(),
  effectiveFrom: calendarDate.optional(),
  source: z.string().min(1),
  choices: z.preprocess(emptySection, choices),
  selection: z.preprocess(emptySection, selection),
  /** Value of a point (点值) for the group's standard cost that subtyping compares charges with. Unit: yuan, a plain decimal. */
  pointValue: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/)
    .optional(),
  /** Table of treatment attributes, beside the policy; default: the starter table. */
  procedureAttributes: z.string().optional(),
  /** Auxiliary subtyping (辅助分型), or the name of a file beside the policy that holds it. */
  subtyping: z.union([z.string().regex(/^[^/\\]+\.ya?ml$/), z.record(z.string(), z.unknown())]).optional(),
});

/** A region's choices for grouping under a directory. Every choice has the default of the national reading. */
export type DipPolicy = Omit<z.infer<typeof policySchema>, 'subtyping'> & { readonly subtyping?: Subtyping };
export type DipChoices = DipPolicy['choices'];

let national: DipPolicy | undefined;

/** The national reading: every choice at its default. */
export function nationalDipPolicy(): DipPolicy {
  return (national ??= parseDipPolicy(
    'kind: dip-grouping\nregion: national\nsource: defaults of the national reading',
    'national',
  ));
}

/**
 * Reads a policy file (YAML). Its key `subtyping` may name a file beside it instead of holding the subtyping itself.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_POLICY_INVALID with every fault and its path.
 */
export async function readDipPolicy(path: string): Promise<DipPolicy> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: error.message });
  });
  const { subtyping, ...rest } = parsePolicy(text, path);
  if (typeof subtyping !== 'string') return withSubtyping(rest, subtyping, path);
  const file = await readSubtypingPolicy(join(dirname(path), subtyping));
  return { ...rest, subtyping: file.subtyping };
}

/** Parses a policy that stands by itself. @param path Named in errors. @throws REFERENCE_DATA_POLICY_INVALID */
export function parseDipPolicy(text: string, path: string): DipPolicy {
  const { subtyping, ...rest } = parsePolicy(text, path);
  return withSubtyping(rest, subtyping, path);
}

function withSubtyping(policy: Omit<DipPolicy, 'subtyping'>, subtyping: unknown, path: string): DipPolicy {
  return subtyping === undefined ? policy : { ...policy, subtyping: checkSubtyping(subtyping, path) };
}

function parsePolicy(text: string, path: string): z.infer<typeof policySchema> {
  const invalid = (why: string) => new ReferenceDataError('REFERENCE_DATA_POLICY_INVALID', { path, why });
  const content = parseYaml(text, invalid);
  const parsed = policySchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}
