import { policyInForce, policyJsonSchema, SECTIONS } from '../../../pricing/index.js';
import { isCalendarDate } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { checkPolicyFile, placePolicyFindings, PolicyRefusedError, printPolicyFinding } from '../../pricing/policy-file.js';
import { policyInForceJson, printPolicyInForce } from '../../pricing/print-policy.js';
import { print, tell, type CommandContext } from '../console.js';

export interface CheckPolicyOptions {
  /** Prints the policy as it holds on this day. */
  readonly on?: string;
  readonly json?: boolean;
  /** Prints the JSON Schema of policies instead. */
  readonly schema?: boolean;
}

/**
 * `dianzhi check-policy`: everything that is wrong or odd about a payment policy, and what it says on a day. Errors end with the exit code
 * of a refused policy.
 */
export async function checkPolicyCommand(
  file: string | undefined,
  { on, json = false, schema = false }: CheckPolicyOptions,
  { language }: CommandContext,
): Promise<void> {
  if (schema) {
    print(`${JSON.stringify(policyJsonSchema(SECTIONS), null, 2)}\n`);
    return;
  }
  if (file === undefined) throw new ServerError('SERVER_USAGE', { why: 'check-policy FILE | --schema' });
  if (on !== undefined && !isCalendarDate(on))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--on', value: on, allowed: 'YYYY-MM-DD' });
  const { policy, findings, texts } = await checkPolicyFile(file);
  const placed = placePolicyFindings(findings, texts, language);
  const errors = findings.filter(({ level }) => level === 'error');
  const isSound = policy !== undefined && errors.length === 0;
  const inForce = isSound && on !== undefined ? policyInForce(policy, SECTIONS, on) : undefined;
  if (json) {
    const shown = inForce === undefined ? {} : { on, inForce: policyInForceJson(inForce) };
    print(`${JSON.stringify({ findings: placed, ...shown }, null, 2)}\n`);
  } else {
    for (const finding of placed.filter(({ level }) => isSound || level !== 'error')) print(`${printPolicyFinding(finding)}\n`);
    if (inForce !== undefined) print(printPolicyInForce(policy!, inForce, on!, language));
  }
  if (!isSound) throw new PolicyRefusedError(file, errors, texts);
  if (!json)
    tell(language === 'zh' ? `${file}：0处错误，${placed.length}条提示` : `${file}: 0 errors, ${placed.length} warnings`);
}
