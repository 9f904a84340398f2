import { readFile } from 'node:fs/promises';
import {
  checkPolicy,
  describePolicyFinding,
  PricingError,
  SECTIONS,
  type PathOfRegion,
  type PaymentPolicy,
  type PolicyFinding,
  type ReadText,
} from '../../pricing/index.js';
import { ReferenceDataError, YamlLines, type Language } from '../../reference-data/index.js';
import { policiesBeside } from './policy-path.js';

/** A finding and the line at which an editor finds it. */
export interface PlacedPolicyFinding {
  readonly level: PolicyFinding['level'];
  readonly code: PolicyFinding['code'];
  readonly path: string;
  readonly line: number;
  readonly at: string;
  readonly message: string;
}

/** A policy that was read from files, with everything that was found in it. */
export interface CheckedPolicyFile {
  readonly policy?: PaymentPolicy;
  readonly findings: readonly PolicyFinding[];
  /** The texts by path: of the policy and of all that it extends. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Checks a policy and all that it extends. @throws REFERENCE_DATA_FILE_UNREADABLE naming the file */
export function checkPolicyFile(path: string): Promise<CheckedPolicyFile> {
  const readText = (wanted: string): Promise<string> =>
    readFile(wanted, 'utf8').catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message;
      throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path: wanted, why });
    });
  return checkPolicyTexts(path, readText, policiesBeside(path));
}

/** The same of texts that may lie anywhere. @param pathOfRegion Says which text is the policy of a region. */
export async function checkPolicyTexts(path: string, readText: ReadText, pathOfRegion: PathOfRegion): Promise<CheckedPolicyFile> {
  const texts = new Map<string, string>();
  const keeping = async (wanted: string): Promise<string> => {
    const text = await readText(wanted);
    texts.set(wanted, text);
    return text;
  };
  return { ...(await checkPolicy(path, keeping, SECTIONS, pathOfRegion)), texts };
}

/** A policy without errors, and its texts for threads that read it too. */
export interface PolicyFile {
  readonly policy: PaymentPolicy;
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads a policy. @throws PRICING_POLICY_INVALID with every error, its file and line; REFERENCE_DATA_FILE_UNREADABLE */
export async function readPolicyFile(path: string): Promise<PolicyFile> {
  const { policy, findings, texts } = await checkPolicyFile(path);
  const errors = findings.filter(({ level }) => level === 'error');
  if (policy !== undefined && errors.length === 0) return { policy, texts };
  throw new PolicyRefusedError(path, errors, texts);
}

/** A policy with errors: refused whole, with all of them. */
export class PolicyRefusedError extends PricingError {
  readonly findings: readonly PolicyFinding[];
  readonly texts: ReadonlyMap<string, string>;

  constructor(path: string, findings: readonly PolicyFinding[], texts: ReadonlyMap<string, string>) {
    super('PRICING_POLICY_INVALID', { path, why: `${findings.length} 处错误 (${findings.length} errors)` });
    this.findings = findings;
    this.texts = texts;
  }

  override placed(language: Language): readonly PlacedPolicyFinding[] {
    return placePolicyFindings(this.findings, this.texts, language);
  }

  override text(language: Language): string {
    const lines = this.placed(language).map((finding) => `  ${printPolicyFinding(finding)}`);
    return [super.text(language), ...lines].join('\n');
  }
}

/** Findings with the lines of their places, in words. */
export function placePolicyFindings(
  findings: readonly PolicyFinding[],
  texts: ReadonlyMap<string, string>,
  language: Language,
): readonly PlacedPolicyFinding[] {
  const lines = new Map([...texts].map(([path, text]) => [path, new YamlLines(text)]));
  return findings.map((finding) => {
    const { level, code, path, at, details } = finding;
    // Of a key that nobody knows the place names the map that holds it.
    const place = code === 'key-unknown' ? [at, details['key']].filter((part) => part !== '').join('.') : at;
    const line = lines.get(path)?.lineOf(place) ?? 1;
    return { level, code, path, line, at, message: describePolicyFinding({ ...finding, path: '' }, language) };
  });
}

/** One line for a finding: file and line first, as editors and terminals make a link of it. */
export function printPolicyFinding({ level, code, path, line, message }: PlacedPolicyFinding): string {
  return `${path}:${line}: [${level}] ${message} (${code})`;
}
