import { Option, type Command } from 'commander';
import type { AuditVerifyOptions } from './commands/audit-verify.js';
import type { ServeOptions } from './commands/serve.js';
import { DATA } from './common-options.js';
import type { CommandContext } from './console.js';

/** Defines `dianzhi serve` and `dianzhi audit`. What they need, databases and a server, is loaded when they are asked for: no other command waits for it. */
export function defineServe(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('启动 HTTP 服务 | answer over HTTP (PORT, HOST, DATABASE_URL, DIANZHI_ADMIN_KEY)')
    .option(...DATA)
    .addOption(
      new Option(
        '--role <role>',
        '只答复、只处理任务、两者都做 | only answer, only work on jobs, both (api, worker: DATABASE_URL)',
      )
        .choices(['all', 'api', 'worker'])
        .default('all'),
    )
    .action(async (options: ServeOptions) => (await import('./commands/serve.js')).serve(options, context));
  program
    .command('audit')
    .description('审计日志 | the audit log')
    .command('verify')
    .description('逐行核对审计日志 | hold every line against the one before')
    .option('--head <seq:hash>', '此前另处保存的末行 | the last line, as it was kept elsewhere')
    .option(...DATA)
    .action(async (options: AuditVerifyOptions) => (await import('./commands/audit-verify.js')).auditVerify(options, context));
}
