import { PricingError } from '../errors.js';
import { checkJoinedPolicy } from './check-policy.js';
import { describePolicyFinding, policyFinding, type PolicyFinding } from './findings.js';
import { parsePolicyOnce } from './parse-policy-once.js';
import { PaymentPolicy } from './payment-policy.js';
import type { PolicyDocument } from './policy-document.js';
import type { AnySection } from './section.js';

/** Hands over the text of a file. Reading files is for the caller: pricing itself touches none. */
export type ReadText = (path: string) => Promise<string>;

/** Says where the policy of a region lies that another extends by its id. */
export type PathOfRegion = (region: string) => string;

/** Without anybody who knows better, the id itself is the name of the text. */
const BY_ID: PathOfRegion = (region) => region;

/** A policy with everything that was found in it and in those it extends. */
export interface CheckedPolicy {
  /** Absent when a file could not be read at all. */
  readonly policy?: PaymentPolicy;
  readonly findings: readonly PolicyFinding[];
}

/** Checks a policy and all that it extends, and reports everything that is wrong. */
export async function checkPolicy(
  path: string,
  readText: ReadText,
  sections: readonly AnySection[],
  pathOfRegion: PathOfRegion = BY_ID,
): Promise<CheckedPolicy> {
  const findings: PolicyFinding[] = [];
  const documents: PolicyDocument[] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const parsed = parsePolicyOnce(await readText(next), next, sections);
    findings.push(...parsed.findings);
    if (parsed.document === undefined) return { findings };
    documents.push(parsed.document);
    next = parent(parsed.document, documents, findings, pathOfRegion);
  }
  const policy = new PaymentPolicy(documents as [PolicyDocument, ...PolicyDocument[]]);
  if (!policy.isDemonstration && documents.some(({ isDemonstration }) => isDemonstration))
    findings.push(policyFinding('evidence-invented', path, 'extends'));
  // What the files get wrong by themselves would come back as gaps of the joined policy.
  const hasErrors = findings.some(({ level }) => level === 'error');
  return { policy, findings: hasErrors ? findings : [...findings, ...checkJoinedPolicy(policy, sections)] };
}

/**
 * Reads a policy that has no errors.
 *
 * @throws PRICING_POLICY_INVALID with every error and its place.
 */
export async function readPolicy(
  path: string,
  readText: ReadText,
  sections: readonly AnySection[],
  pathOfRegion: PathOfRegion = BY_ID,
): Promise<PaymentPolicy> {
  const { policy, findings } = await checkPolicy(path, readText, sections, pathOfRegion);
  const errors = findings.filter(({ level }) => level === 'error');
  if (policy !== undefined && errors.length === 0) return policy;
  throw new PricingError('PRICING_POLICY_INVALID', {
    path,
    why: errors.map((error) => describePolicyFinding(error, 'en')).join('; '),
  });
}

/** File of the policy that a document extends: beside the document, or wherever the region of that id lies. */
function parent(
  document: PolicyDocument,
  before: readonly PolicyDocument[],
  findings: PolicyFinding[],
  pathOfRegion: PathOfRegion,
): string | undefined {
  if (document.extends === undefined) return undefined;
  const isFile = /\.ya?ml$/.test(document.extends);
  const path = isFile ? beside(document.path, document.extends) : pathOfRegion(document.extends);
  if (before.every((known) => known.path !== path)) return path;
  findings.push(policyFinding('extends-circular', document.path, 'extends'));
  return undefined;
}

/** `regions/city/policy.yaml` and `../province.yaml` are `regions/province.yaml`. */
function beside(path: string, relative: string): string {
  const steps = path.split(/[/\\]/).slice(0, -1);
  for (const step of relative.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
