import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServerError } from '../errors.js';
import { refuseBroken } from './refuse-broken.js';

/** Unit: milliseconds. */
const LONGEST_HEADERS = 10_000;
const LOOKS_EVERY = 2_000;
/** A file may be on its way for long; what stands still is noticed where it is waited for. */
const LONGEST_REQUEST = 12 * 3_600_000;
/** A connection on which nothing moves, in either direction. */
const LONGEST_SILENCE = 120_000;
const LONGEST_GOODBYE = 10_000;

/** An address that is listened at. */
export interface Listening {
  /** `http://127.0.0.1:8420` */
  readonly address: string;
  /** Lets requests that are under way end, for a while, and takes no more. */
  close(): Promise<void>;
}

/** Listens for requests, none of which may take for ever. @throws SERVER_ADDRESS_UNUSABLE */
export async function listen(
  app: RequestListener,
  { host, port: wanted }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer(
    { headersTimeout: LONGEST_HEADERS, requestTimeout: LONGEST_REQUEST, connectionsCheckingInterval: LOOKS_EVERY },
    app,
  );
  server.timeout = LONGEST_SILENCE;
  refuseBroken(server);
  server.listen(wanted, host);
  await once(server, 'listening').catch((error: Error) => {
    throw new ServerError('SERVER_ADDRESS_UNUSABLE', { host, port: wanted, why: error.message });
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      server.closeIdleConnections();
      const closed = new Promise((resolve) => server.close(resolve));
      const last = setTimeout(() => server.closeAllConnections(), LONGEST_GOODBYE);
      await closed;
      clearTimeout(last);
    },
  };
}
