import pino from 'pino';
import { faultOf, readConfig, startService, type ServiceRole } from '../../http/index.js';
import { print, type CommandContext } from '../console.js';

export interface ServeOptions {
  readonly data?: string;
  readonly role: ServiceRole;
}

/** `dianzhi serve`: answers over HTTP until it is told to stop. */
export async function serve({ data, role }: ServeOptions, { language }: CommandContext): Promise<void> {
  const config = readConfig(process.env, data, role);
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
  const onFault = (error: unknown, request: string) => log.error({ request, fault: faultOf(error) });
  const service = await startService(config, onFault, { log });
  const words = WORDS[language];
  if (service.madeKey !== undefined) print(`${words.key}\n  ${service.madeKey}\n`);
  const docs = role === 'worker' ? '' : `${words.docs} ${service.address}/v1/docs\n`;
  print(`${words.listening} ${service.address}\n${docs}`);
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
  zh: { key: '管理员密钥（只显示这一次，请妥善保存）：', listening: '正在监听', docs: '接口说明' },
  en: { key: "Administrator's key (shown this once: keep it safe):", listening: 'Listening at', docs: 'What can be asked:' },
};
