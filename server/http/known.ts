import type { Request, Response } from 'express';
import type { Language } from '../../reference-data/index.js';
import type { Caller } from '../store/index.js';

/** What is known of a request from the first step on. */
export interface Known {
  /** Its number, in the answer and in the logs. */
  readonly request: string;
  readonly language: Language;
  /** Once the key was looked at. */
  caller?: Caller;
  /** Of what went wrong. */
  code?: string;
}

export const known = (response: Response): Known => response.locals as Known;

/** The language that the caller prefers of the two that there are. */
export const languageOf = (request: Request): Language => (request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');
