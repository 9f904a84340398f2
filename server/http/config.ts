import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ServerError } from '../errors.js';
import { dataDirectory } from '../schemes/scheme-directory.js';
import { SHORTEST_KEY, type StoreOptions } from '../store/index.js';

/** What a process of the service does: answer, work on jobs, or both. */
export const SERVICE_ROLES = ['all', 'api', 'worker'] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];

/** How much the log tells: every request from `info`. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the service is started with. */
export interface ServiceConfig {
  readonly role: ServiceRole;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly data: string;
  readonly store: StoreOptions;
  /** A key that was chosen for the administrator; one is made without it. */
  readonly adminKey: string | undefined;
  readonly perMinute: number;
  /** Longest file that is taken. Unit: bytes. */
  readonly longestUpload: number;
  /** Threads for an upload at the door, and for the batch that is worked on; 1 or more. */
  readonly batchThreads: number;
  /** What the log tells: everything from this level on. */
  readonly logLevel: LogLevel;
}

const MIB = 1024 * 1024;

const whole = (most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().max(most))
    .default(fallback);

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(65_535, 8420),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DIANZHI_ADMIN_KEY: z
    .string()
    .regex(/^[\x21-\x7e]*$/)
    .min(SHORTEST_KEY)
    .max(200)
    .optional(),
  DIANZHI_REQUESTS_PER_MINUTE: whole(100_000_000, 6000),
  DIANZHI_LONGEST_UPLOAD_MIB: whole(1_000_000, 8192),
  // One core is left to those who ask for single cases.
  DIANZHI_BATCH_THREADS: whole(256, Math.max(1, availableParallelism() - 1)).pipe(z.int().min(1)),
  DIANZHI_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

/** What each variable may be, for the message of one that is something else. */
const ALLOWED: Readonly<Record<string, string>> = {
  HOST: '127.0.0.1, 0.0.0.0 …',
  PORT: '0-65535',
  DATABASE_URL: 'postgres://USER:PASSWORD@HOST/DATABASE',
  DIANZHI_ADMIN_KEY: `${SHORTEST_KEY}-200 ASCII`,
  DIANZHI_REQUESTS_PER_MINUTE: '0-100000000',
  DIANZHI_LONGEST_UPLOAD_MIB: '0-1000000',
  DIANZHI_BATCH_THREADS: '1-256',
  DIANZHI_LOG_LEVEL: LOG_LEVELS.join(', '),
};

/** Reads the environment. An empty variable is as good as none. @throws SERVER_OPTION_INVALID */
export function readConfig(variables: NodeJS.ProcessEnv, data?: string, role: ServiceRole = 'all'): ServiceConfig {
  const stated = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(stated);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]!.path[0]);
    // A secret is not said again.
    const value = name === 'PORT' || name === 'HOST' ? String(stated[name]) : '…';
    throw new ServerError('SERVER_OPTION_INVALID', { option: name, value, allowed: ALLOWED[name]! });
  }
  const { HOST, PORT, DATABASE_URL, DIANZHI_ADMIN_KEY, DIANZHI_REQUESTS_PER_MINUTE, ...read } = parsed.data;
  // An embedded database belongs to one process, which has to do everything.
  if (DATABASE_URL === undefined && role !== 'all')
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--role', value: role, allowed: 'all (api, worker: DATABASE_URL)' });
  const folder = dataDirectory(data);
  return {
    role,
    host: HOST,
    port: PORT,
    data: folder,
    store: DATABASE_URL === undefined ? { folder: join(folder, 'store') } : { url: DATABASE_URL },
    adminKey: DIANZHI_ADMIN_KEY,
    perMinute: DIANZHI_REQUESTS_PER_MINUTE,
    longestUpload: read.DIANZHI_LONGEST_UPLOAD_MIB * MIB,
    batchThreads: read.DIANZHI_BATCH_THREADS,
    logLevel: read.DIANZHI_LOG_LEVEL,
  };
}
