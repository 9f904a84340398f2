import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { packageRoot, parseDipPolicy, parseYaml, REGION_CODE, type DipPolicy } from '../../reference-data/index.js';
import { sha256 } from '../directory/file-stamp.js';
import { checkPolicyTexts, placePolicyFindings, PolicyRefusedError } from '../pricing/policy-file.js';
import { EXTENDED, shippedPolicy } from '../pricing/policy-path.js';
import { inBothLanguages, NOTHING_FOUND, type CheckedUpload } from './checked-upload.js';
import { DocumentsError } from './errors.js';

/** Names of the files as findings say them and as the shelf keeps them. */
export const PAYMENT_POLICY = 'payment-policy.yaml';
const GROUPING_POLICY = 'grouping-policy.yaml';

/** Finds the file of the policy that a region has put in force; undefined where it has none. */
export type UploadedPolicy = (region: string) => Promise<string | undefined>;

/**
 * Checks a policy of payment or of grouping, as the file's `kind` says.
 *
 * @param to Folder that is to hold the checked form.
 * @throws PRICING_POLICY_INVALID, REFERENCE_DATA_POLICY_INVALID, DOCUMENTS_FORM
 */
export async function checkPolicyUpload(path: string, to: string, uploaded: UploadedPolicy): Promise<CheckedUpload> {
  const text = await readFile(path, 'utf8');
  const isOfPayment = /^kind:\s*["']?payment-policy\b/m.test(text);
  await mkdir(to);
  return isOfPayment ? checkPaymentPolicy(text, to, uploaded) : checkGroupingPolicy(text, to);
}

async function checkPaymentPolicy(text: string, to: string, uploaded: UploadedPolicy): Promise<CheckedUpload> {
  const texts = new Map([[PAYMENT_POLICY, text], ...(await parentsOf(text, uploaded))]);
  const pathOfRegion = (region: string) => {
    const kept = keptName(region);
    return texts.has(kept) ? kept : shippedPolicy(region);
  };
  const checked = await checkPolicyTexts(PAYMENT_POLICY, (wanted) => textOf(texts, wanted), pathOfRegion);
  const { policy, findings } = checked;
  const errors = findings.filter(({ level }) => level === 'error');
  if (policy === undefined || errors.length > 0) throw new PolicyRefusedError(PAYMENT_POLICY, errors, checked.texts);
  for (const [name, content] of texts) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await writeFile(join(to, name), content);
  }
  const [{ name: title, effective }] = policy.documents;
  return {
    kind: 'payment-policy',
    name: policy.region,
    region: policy.region,
    title,
    checksum: sha256(text),
    path: to,
    ownDay: effective.from,
    findings: inBothLanguages((language) => placePolicyFindings(findings, checked.texts, language)),
  };
}

/**
 * The texts of the policies that one extends by its region, which are kept with it: what a version says does not change when the
 * province puts another one in force. Those that ship are not kept.
 */
async function parentsOf(text: string, uploaded: UploadedPolicy): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const region = extendedRegion(text);
  const path = region === undefined ? undefined : await uploaded(region);
  if (region === undefined || path === undefined) return texts;
  texts.set(keptName(region), await readFile(path, 'utf8'));
  const beside = join(dirname(path), EXTENDED);
  for (const name of await readdir(beside).catch(() => []))
    texts.set(`${EXTENDED}/${name}`, await readFile(join(beside, name), 'utf8'));
  return texts;
}

const keptName = (region: string): string => `${EXTENDED}/${region}.yaml`;

/** What cannot be read is left to the check, which says why. */
function extendedRegion(text: string): string | undefined {
  try {
    const { extends: parent } = parseYaml(text, (why) => new Error(why)) as { readonly extends?: unknown };
    return typeof parent === 'string' && /^[A-Za-z0-9-]+$/.test(parent) ? parent : undefined;
  } catch {
    return undefined;
  }
}

/** Of files only those that ship may be named: whoever uploads a policy is not let into the disk. */
async function textOf(texts: ReadonlyMap<string, string>, wanted: string): Promise<string> {
  const known = texts.get(wanted);
  if (known !== undefined) return known;
  const regions = join(packageRoot(), 'reference-data', 'regions');
  const region = basename(dirname(wanted));
  if (wanted === join(regions, region, PAYMENT_POLICY)) {
    const text = await readFile(wanted, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
    throw new DocumentsError('DOCUMENTS_FORM', { why: `extends: ${region} 没有生效的政策 (has no policy in force)` });
  }
  throw new DocumentsError('DOCUMENTS_FORM', { why: 'extends: 只能写区划 (only a region)' });
}

async function checkGroupingPolicy(text: string, to: string): Promise<CheckedUpload> {
  const policy = parseDipPolicy(text, GROUPING_POLICY);
  const files = sideFiles(policy);
  if (files.length > 0)
    throw new DocumentsError('DOCUMENTS_FORM', { why: `不能引用文件 (it may name no files): ${files.join(', ')}` });
  const { region, effectiveFrom, source } = policy;
  const path = join(to, GROUPING_POLICY);
  await writeFile(path, text);
  return {
    kind: 'grouping-policy',
    name: region,
    region: REGION_CODE.test(region) ? region : '',
    title: { zh: source, en: source },
    checksum: sha256(text),
    path,
    ...(effectiveFrom === undefined ? {} : { ownDay: effectiveFrom }),
    findings: NOTHING_FOUND,
  };
}

/** Files that a policy expects beside it. */
function sideFiles({ procedureAttributes, subtyping }: DipPolicy): readonly string[] {
  const { lists = {}, coefficients } = subtyping ?? {};
  const files = [procedureAttributes, coefficients, ...Object.values(lists).map(({ file }) => file)];
  return files.filter((file) => file !== undefined && !file.startsWith('starter:')) as string[];
}
