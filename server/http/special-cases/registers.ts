import { z } from 'zod';
import type { PaymentPolicy, ReviewRegister } from '../../../pricing/index.js';
import { reviewRulesOn } from '../../review/enter.js';
import {
  createRegister,
  linesAfter,
  listRegisters,
  registerBytes,
  takeInRegister,
  type KeptRegister,
} from '../../reviews/index.js';
import { SYSTEM } from '../../store/index.js';
import { Download } from '../answers.js';
import { HttpError } from '../errors.js';
import { changingRoute, route, type Call, type Route } from '../route.js';
import { policyName, POLICY_PROBLEMS } from '../wire-names.js';
import { namedRegister, type SpecialCaseParts } from './parts.js';

const FILE_TYPE = 'application/x-ndjson';
/** Longest register that is taken in. Unit: bytes. */
const LONGEST_FILE = 64 * 1024 * 1024;

const shownRegister = z.object({
  id: z.string(),
  region: z.string(),
  policyRegion: z.string(),
  policy: z.string(),
  createdAt: z.string(),
});

/** Registers of special cases: set up, listed, handed out and taken in as the file that the command line reads. */
export function registerRoutes(parts: SpecialCaseParts): readonly Route[] {
  const { store, cache, policyOn, today } = parts;
  return [
    changingRoute<{ readonly policy: string }, object, PaymentPolicy>({
      method: 'post',
      path: '/v1/special-cases',
      summary: { zh: '为统筹区设立特例单议登记簿', en: 'Set up the register of a region' },
      roles: ['bureau'],
      body: z.strictObject({ policy: policyName }),
      status: 201,
      answer: shownRegister,
      problems: [...POLICY_PROBLEMS, 'REVIEWS_OTHER_REGION', 'REVIEWS_REGISTER_EXISTS', 'PRICING_SECTION_MISSING'],
      example: { body: { policy: 'demo-drg' } },
      change: {
        action: 'special-case.register',
        async prepare({ scope, body: { policy } }) {
          const found = await policyOn(scope, policy, today());
          // A policy that says nothing of special cases could admit none.
          reviewRulesOn(found, today());
          return found;
        },
        async write(unit, { body: { policy: name } }, policy) {
          const kept = await createRegister(unit, { name, policy });
          return { object: kept.id, answer: shown(kept) };
        },
      },
    }),
    route({
      method: 'get',
      path: '/v1/special-cases',
      summary: { zh: '列出登记簿', en: 'List the registers of special cases' },
      roles: ['bureau', 'hospital'],
      answer: z.object({ registers: z.array(shownRegister) }),
      handle: async ({ scope }) => ({ registers: (await store.unit(scope, listRegisters)).map(shown) }),
    }),
    route({
      method: 'get',
      path: '/v1/special-cases/{register}/periods',
      summary: { zh: '已开放的期间与名额基数', en: 'The periods that were opened' },
      roles: ['bureau', 'hospital'],
      answer: z.object({ periods: z.array(z.object({ period: z.string(), discharges: z.record(z.string(), z.int()) })) }),
      async handle(call) {
        const register = await readRegister(parts, call as Call);
        return { periods: [...register.periods].map(([period, discharges]) => ({ period, discharges })) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/special-cases/{register}/file',
      summary: {
        zh: '下载登记簿文件（review、settle --review 可读）',
        en: 'The register as the file of review and settle --review',
      },
      roles: ['bureau'],
      answer: [FILE_TYPE],
      patientLevel: true,
      async handle(call) {
        const kept = await store.unit(call.scope, (unit) => namedRegister(unit, call));
        const { head } = await store.unit(SYSTEM, (unit) => cache.current(unit, kept.id));
        await call.noteRead('special-case.export', kept.id, head.entries);
        const bytes = registerBytes((seq) => store.unit(call.scope, (unit) => linesAfter(unit, kept.id, seq)));
        return new Download({ type: FILE_TYPE, name: `special-cases-${kept.policyRegion}.ndjson`, bytes });
      },
    }),
    changingRoute<undefined, object, string>({
      method: 'post',
      path: '/v1/special-cases/{register}/file',
      summary: { zh: '续入登记簿文件', en: 'Take in the file of a register that begins as this one' },
      roles: ['bureau'],
      upload: { types: [FILE_TYPE] },
      answer: z.object({ added: z.int() }),
      problems: ['SERVER_REGISTER_INVALID', 'HTTP_NOT_FOUND'],
      change: {
        action: 'special-case.import',
        prepare: ({ upload }) => textOf(upload.bytes),
        async write(unit, call, text) {
          const kept = await namedRegister(unit, call);
          const added = await takeInRegister(unit, cache, kept, text);
          return { object: kept.id, rows: added, answer: { added } };
        },
      },
    }),
  ];
}

/** The register that a request names, after its last line; who may read what of it is for the caller to see to. */
export async function readRegister({ store, cache }: SpecialCaseParts, call: Call): Promise<ReviewRegister> {
  const { id } = await store.unit(call.scope, (unit) => namedRegister(unit, call));
  return (await store.unit(SYSTEM, (unit) => cache.current(unit, id))).register;
}

function shown({ id, region, policyRegion, policy, createdAt }: KeptRegister): z.input<typeof shownRegister> {
  return { id, region, policyRegion, policy, createdAt: createdAt.toISOString() };
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > LONGEST_FILE) throw new HttpError('HTTP_BODY_TOO_LARGE', { limit: LONGEST_FILE });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
