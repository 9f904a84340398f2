// A service of its own on a free port with an embedded database in memory, and a client that asks it over loopback.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startService, type Service, type ServiceConfig, type StartedBeside } from '../../../server/http/index.js';
import { ROLES, type Role } from '../../../server/store/index.js';

export const ADMIN = 'chosen-by-the-administrator-0001';

/** What is asked, where it differs from a GET of the administrator in English. */
export interface Asked {
  readonly method?: string;
  /** Empty: no key is shown. */
  readonly key?: string;
  /** Text and bytes go out as they are. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** An answer, parsed where it is JSON. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown> | undefined;
  readonly headers: Headers;
}

export class StartedService {
  readonly service: Service;
  /** Data directory. */
  readonly data: string;
  /** What nobody foresaw. */
  readonly faults: readonly unknown[];

  private constructor(service: Service, data: string, faults: readonly unknown[]) {
    this.service = service;
    this.data = data;
    this.faults = faults;
  }

  /** @param beside What it is started with beside its settings. */
  static async start(more: Partial<ServiceConfig> = {}, beside: StartedBeside = {}): Promise<StartedService> {
    const data = await mkdtemp(join(tmpdir(), 'dianzhi-service-'));
    const faults: unknown[] = [];
    const config: ServiceConfig = {
      role: 'all',
      host: '127.0.0.1',
      port: 0,
      data,
      store: { folder: undefined },
      adminKey: ADMIN,
      perMinute: 100_000,
      longestUpload: 1_000_000,
      batchThreads: 1,
      logLevel: 'info',
      ...more,
    };
    return new StartedService(await startService(config, (error) => faults.push(error), beside), data, faults);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await rm(this.data, { recursive: true });
    expect(this.faults).toEqual([]);
  }

  async ask(path: string, { method = 'GET', key = ADMIN, body, headers = {} }: Asked = {}): Promise<Answered> {
    const answer = await fetch(`${this.service.address}${path}`, {
      method,
      headers: {
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'accept-language': 'en',
        ...headers,
      },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === 'string' || body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
          }),
    });
    const text = await answer.text();
    const json = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')
      ? (JSON.parse(text) as Record<string, unknown>)
      : undefined;
    return { status: answer.status, text, json, headers: answer.headers };
  }

  post(path: string, body: unknown, asked: Asked = {}): Promise<Answered> {
    return this.ask(path, { method: 'POST', body, ...asked });
  }

  /** Issues a key. */
  async issue(terms: object): Promise<{ readonly id: string; readonly key: string }> {
    const { status, json } = await this.post('/v1/keys', terms);
    expect(status).toBe(201);
    return json as { id: string; key: string };
  }

  /** A key of every role: hospital H00000000001 and a bureau of 4205. */
  async keyOfEveryRole(): Promise<ReadonlyMap<Role, string>> {
    const keys = new Map<Role, string>([['admin', ADMIN]]);
    for (const role of ROLES.filter((one) => one !== 'admin')) {
      const institution = role === 'hospital' ? 'H00000000001' : '';
      keys.set(role, (await this.issue({ role, region: '4205', institution, purpose: 'test', days: 1 })).key);
    }
    return keys;
  }
}
