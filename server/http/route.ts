import type { z } from 'zod';
import type { BilingualText, Language } from '../../reference-data/index.js';
import type { Caller, Role } from '../store/index.js';

/** A request that was let in: its key is known, its role may, its body is as the schema has it. */
export interface Call<Body> {
  readonly body: Body;
  /** Parts of the path by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly language: Language;
  /** Number of the request, in the answer and in the logs. */
  readonly request: string;
  readonly address: string;
}

/** One thing that can be asked for. The document of the interface, the checks and the tests of who may what are all made from it. */
export interface Route<Body = unknown> {
  readonly method: 'get' | 'post' | 'delete';
  /** As in OpenAPI: `/v1/keys/{id}`. */
  readonly path: `/v1/${string}`;
  readonly summary: BilingualText;
  /** Who may. */
  readonly roles: readonly Role[];
  readonly body?: z.ZodType<Body>;
  /** 200 unless stated. */
  readonly status?: 200 | 201 | 204;
  readonly answer?: z.ZodType;
  readonly handle: (call: Call<Body>) => Promise<unknown>;
}

/** Types a route by its schema. */
export const route = <Body>(made: Route<Body>): Route => made as Route;
