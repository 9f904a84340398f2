import type { z } from 'zod';
import type { BilingualText, Language } from '../../reference-data/index.js';
import type { KnownErrorCode } from './openapi/known-errors.js';
import type { Caller, Role, Scope, Unit } from '../store/index.js';

/** A request that was let in: its key is known, its role may, its words are as the schemas have them. */
export interface Call<Body = unknown, Query = unknown> {
  readonly body: Body;
  /** What stands behind the question mark. */
  readonly query: Query;
  /** Parts of the path by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  /** Whose records the caller sees. */
  readonly scope: Scope;
  readonly language: Language;
  /** Number of the request, in the answer and in the logs. */
  readonly request: string;
  readonly address: string;
  /** Event of a stream that the caller has seen last, where they come back to it. */
  readonly lastEventId: string | undefined;
  /** Ends when the caller goes away. */
  readonly signal: AbortSignal;
  /** The file that is sent, piece by piece, and its media type; only of routes that take one. */
  readonly upload: Upload;
  /** Writes down that records of patients are read. @param rows How many. */
  noteRead(action: string, object: string, rows: number): Promise<void>;
}

/** A file on its way up. It is read once. */
export interface Upload {
  /** `text/csv`, without parameters. */
  readonly type: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

interface RouteHead<Body, Query> {
  readonly method: 'get' | 'post' | 'delete';
  /** As in OpenAPI: `/v1/keys/{id}`. */
  readonly path: `/v1/${string}`;
  readonly summary: BilingualText;
  /** Who may. */
  readonly roles: readonly Role[];
  /** Strict; without it a question mark is refused. */
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Unit: bytes. 256 KiB unless stated. */
  readonly longestBody?: number;
  /** A file in place of a body: the media types that are taken. */
  readonly upload?: { readonly types: readonly string[] };
  /** 200 unless stated. */
  readonly status?: 200 | 201 | 202 | 204;
  /** JSON by a schema, or the media types of a file, or a stream of events. */
  readonly answer?: z.ZodType | readonly string[] | 'events';
  /** Records of patients are read: `noteRead` has to be called. */
  readonly patientLevel?: boolean;
  /** Codes by which it may be refused, beside those of every request and of its form. */
  readonly problems?: readonly KnownErrorCode[];
  readonly example?: RouteExample;
}

/** A request as somebody would send it. */
export interface RouteExample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly upload?: { readonly type: string; readonly text: string };
}

/** What came of a change. */
export interface Changed {
  /** What was changed, for the audit log. */
  readonly object: string;
  readonly answer?: unknown;
  /** Records that were written; 1 unless stated. */
  readonly rows?: number;
  readonly purpose?: string;
  /** Only tried: everything is taken back, and no line of the log tells of it. The answer goes out with status 200. */
  readonly isDry?: boolean;
}

/** A change: what the handler writes, the line of the audit log and the answer for whoever asks again stand together, or not at all. */
export interface Change<Body, Query, Prepared> {
  /** As the audit log has it, such as `key.issue`. */
  readonly action: string;
  /** Work before the database is held: reading an upload, checking a document. */
  readonly prepare?: (call: Call<Body, Query>) => Promise<Prepared>;
  /** In one transaction. */
  readonly write: (unit: Unit, call: Call<Body, Query>, prepared: Prepared) => Promise<Changed>;
  /** Once the change stands. */
  readonly afterwards?: (changed: Changed) => void;
  /** At the end, however it went. */
  readonly cleanUp?: (prepared: Prepared) => Promise<void>;
  /** The answer is shown once: whoever asks again is told so. */
  readonly isSecret?: boolean;
}

interface Answering<Body, Query> {
  readonly handle: (call: Call<Body, Query>) => Promise<unknown>;
  readonly change?: undefined;
}

interface Changing<Body, Query, Prepared> {
  readonly change: Change<Body, Query, Prepared>;
  readonly handle?: undefined;
}

/** One thing that can be asked for. The document of the interface, the checks and the tests of who may what are all made from it. */
export type Route<Body = unknown, Query = unknown, Prepared = unknown> = RouteHead<Body, Query> &
  (Answering<Body, Query> | Changing<Body, Query, Prepared>);

/** Types a route that answers by its schemas. */
export const route = <Body = undefined, Query = object>(made: RouteHead<Body, Query> & Answering<Body, Query>): Route =>
  made as unknown as Route;

/** Types a route that changes something by its schemas. */
export const changingRoute = <Body = undefined, Query = object, Prepared = undefined>(
  made: RouteHead<Body, Query> & Changing<Body, Query, Prepared>,
): Route => made as unknown as Route;
