import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const BIN = '/usr/lib/postgresql/15/bin';

/** Whether this machine can start a PostgreSQL of its own, from Debian's packages. */
export const canStartPostgres = existsSync(join(BIN, 'initdb')) && process.getuid?.() === 0;

/** A PostgreSQL of the test's own, which it may kill. */
export class OwnPostgres {
  readonly url: string;
  readonly #place: string;
  readonly #port: number;
  #server: ChildProcess | undefined;

  private constructor(place: string, port: number) {
    this.#place = place;
    this.#port = port;
    this.url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  static async start(): Promise<OwnPostgres> {
    const place = mkdtempSync(join(tmpdir(), 'dianzhi-postgres-'));
    const [user, group] = ['-u', '-g'].map((which) => Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout));
    chownSync(place, user!, group!);
    const made = spawnSync('runuser', ['-u', 'postgres', '--', join(BIN, 'initdb'), '-D', join(place, 'data'), '-A', 'trust']);
    if (made.status !== 0) throw new Error(String(made.stderr));
    const own = new OwnPostgres(place, await freePort());
    await own.goOn();
    return own;
  }

  /** Kills it with all its processes, as a power failure of the machine would. */
  async kill(): Promise<void> {
    const server = this.#server!;
    const ended = once(server, 'exit');
    // It cannot start others meanwhile.
    server.kill('SIGSTOP');
    const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8');
    for (const child of children.split(' ').filter(Boolean)) killed(Number(child));
    server.kill('SIGKILL');
    await ended;
  }

  /** Starts it again. Processes of the killed one may take a moment to notice. */
  async goOn(): Promise<void> {
    for (let attempt = 0; attempt < 60; attempt++) {
      this.#server = this.#spawn();
      const gone = once(this.#server, 'exit').then(() => true);
      if (await Promise.race([this.#answers(), gone.then(() => false)])) return;
      await sleep(500);
    }
    throw new Error('PostgreSQL did not come up');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#place, { recursive: true, force: true });
  }

  #spawn(): ChildProcess {
    const settings = ['listen_addresses=127.0.0.1', `port=${this.#port}`, `unix_socket_directories=${this.#place}`];
    const words = [
      '--reuid=postgres',
      '--regid=postgres',
      '--clear-groups',
      join(BIN, 'postgres'),
      '-D',
      join(this.#place, 'data'),
    ];
    return spawn('setpriv', [...words, ...settings.flatMap((one) => ['-c', one])], { stdio: 'ignore' });
  }

  async #answers(): Promise<boolean> {
    for (;;) {
      const client = new pg.Client({ connectionString: this.url });
      client.on('error', () => undefined);
      const isThere = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (isThere) return true;
      await sleep(200);
    }
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It had just ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
