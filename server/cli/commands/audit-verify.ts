import { readConfig } from '../../http/index.js';
import { AuditLog, openStore } from '../../store/index.js';
import { ServerError } from '../../errors.js';
import { print, type CommandContext } from '../console.js';

export interface AuditVerifyOptions {
  readonly data?: string;
  /** `SEQ:HASH`, as an earlier call printed it. */
  readonly head?: string;
}

/** `dianzhi audit verify`: holds every line of the audit log against the one before, and prints where the log has come to. */
export async function auditVerify({ data, head }: AuditVerifyOptions, { language }: CommandContext): Promise<void> {
  const known = head === undefined ? undefined : headOf(head);
  const store = await openStore(readConfig(process.env, data).store);
  try {
    const { seq, hash } = await new AuditLog(store).verify(known);
    const words =
      language === 'zh' ? `审计日志完整，共 ${seq} 行。另处保存：` : `The audit log holds, ${seq} lines. Keep elsewhere:`;
    print(`${words}\n  ${seq}:${hash}\n`);
  } finally {
    await store.close();
  }
}

function headOf(text: string) {
  const [, seq, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined) throw new ServerError('SERVER_OPTION_INVALID', { option: '--head', value: text, allowed: 'SEQ:HASH' });
  return { seq: BigInt(seq), hash: hash! };
}
