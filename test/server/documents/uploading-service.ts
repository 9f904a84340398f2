// Two services that share a PostgreSQL, each with a data directory of its own; one service twice where the database is embedded.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '../../../reference-data/index.js';
import { StartedService, type Answered } from '../http/started-service.js';

const url = process.env['DATABASE_URL'];

/** The databases that two services are started on. */
export const DATABASES = ['embedded', ...(url === undefined ? [] : ['PostgreSQL'])] as const;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const YAML = 'application/yaml';
export const CSV = 'text/csv';

/** Who asks, by name: two of the bureau of 4205, one of another city, a hospital of 4205, a researcher. */
const CALLERS = {
  clerk: { role: 'bureau', region: '4205', institution: '' },
  head: { role: 'bureau', region: '4205', institution: '' },
  neighbour: { role: 'bureau', region: '4206', institution: '' },
  hospital: { role: 'hospital', region: '4205', institution: 'H1' },
  researcher: { role: 'researcher', region: '', institution: '' },
  admin: { role: 'admin', region: '', institution: '' },
  secondAdmin: { role: 'admin', region: '', institution: '' },
} as const;
export type CallerName = keyof typeof CALLERS;

export class TwoServices {
  readonly first: StartedService;
  readonly second: StartedService;
  readonly #keys: ReadonlyMap<string, string>;
  readonly #close: () => Promise<void>;

  private constructor(services: readonly StartedService[], keys: ReadonlyMap<string, string>, close: () => Promise<void>) {
    this.first = services[0]!;
    this.second = services.at(-1)!;
    this.#keys = keys;
    this.#close = close;
  }

  static async start(database: string): Promise<TwoServices> {
    const schema = `test_${randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client({ connectionString: url });
    const services: StartedService[] = [];
    if (database === 'embedded') services.push(await StartedService.start());
    else {
      await client.connect();
      await client.query(`create schema ${schema}`);
      const store = { url: url!, schema };
      services.push(await StartedService.start({ store }), await StartedService.start({ store }));
    }
    const keys = new Map<string, string>();
    for (const [name, terms] of Object.entries(CALLERS))
      keys.set(name, (await services[0]!.issue({ ...terms, purpose: 'test', days: 1 })).key);
    return new TwoServices(services, keys, async () => {
      for (const service of services) await service.stop();
      if (database === 'embedded') return;
      await client.query(`drop schema ${schema} cascade; drop schema ${schema}_jobs cascade`);
      await client.end();
    });
  }

  stop(): Promise<void> {
    return this.#close();
  }

  /** Asks the first service, or `at` another one. */
  ask(who: CallerName, path: string, at = this.first): Promise<Answered> {
    return at.ask(path, { key: this.#keys.get(who)! });
  }

  post(who: CallerName, path: string, body: unknown, at = this.first): Promise<Answered> {
    return at.post(path, body, { key: this.#keys.get(who)! });
  }

  /** Uploads a file. @param path With its query. */
  async upload(who: CallerName, path: string, type: string, content: string | Buffer, language = 'en') {
    const answer = await fetch(`${this.first.service.address}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#keys.get(who)!}`, 'content-type': type, 'accept-language': language },
      body: typeof content === 'string' ? content : new Uint8Array(content),
    });
    const text = await answer.text();
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the service says
    return { status: answer.status, text, json: JSON.parse(text) as any };
  }

  /** Uploads something that has to be taken, and has another person put it in force. @returns Its id. */
  async publish(by: readonly [CallerName, CallerName], path: string, type: string, content: string | Buffer, from?: string) {
    const { status, text, json } = await this.upload(by[0], path, type, content);
    if (status !== 201) throw new Error(text);
    const id = json.document.id as string;
    const activated = await this.post(by[1], `${path.split('?')[0]}/${id}/activate`, from === undefined ? {} : { from });
    if (activated.status !== 200) throw new Error(activated.text);
    return id;
  }
}

/** A file of a demonstration region, as another region would hand it over. */
export function regionFile(from: string, file: string, region: string, edit = (text: string): string => text): string {
  const text = readFileSync(join(packageRoot(), 'reference-data', 'regions', from, file), 'utf8');
  return edit(text.replace(/^region: .*$/m, `region: ${quoted(region)}`));
}

const quoted = (region: string): string => (/^\d/.test(region) ? `'${region}'` : region);
