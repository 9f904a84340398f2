import pino from 'pino';
import { readConfig, startService, type ServiceRole } from '../../http/index.js';
import { print, type CommandContext } from '../console.js';

export interface ServeOptions {
  readonly data?: string;
  readonly role: ServiceRole;
}

/** `dianzhi serve`: answers over HTTP until it is told to stop. */
export async function serve({ data, role }: ServeOptions, { language }: CommandContext): Promise<void> {
  const log = pino({ base: null }, pino.destination(2));
  const service = await startService(readConfig(process.env, data, role), (error, request) =>
    log.error({ request, fault: faultOf(error) }),
  );
  const words = WORDS[language];
  if (service.madeKey !== undefined) print(`${words.key}\n  ${service.madeKey}\n`);
  print(`${words.listening} ${service.address}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal);
      process.once(signal, resolve);
    }
  });
  log.info({ event: 'stopping' });
  await service.stop();
}

const WORDS = {
  zh: { key: '管理员密钥（只显示这一次，请妥善保存）：', listening: '正在监听' },
  en: { key: "Administrator's key (shown this once: keep it safe):", listening: 'Listening at' },
};

/** Where it went wrong; not the words of the error, which may quote what was sent. */
const faultOf = (error: unknown): object =>
  error instanceof Error
    ? {
        name: error.name,
        at: error.stack
          ?.split('\n')
          .slice(1, 9)
          .map((line) => line.trim()),
      }
    : { name: typeof error };
