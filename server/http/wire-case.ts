import { z } from 'zod';
import { NdjsonReader, SettlementListReader, type ReadCase } from '../intake/index.js';
import { wireDischarge, type WireDischarge } from './wire-discharge.js';

const DEEPEST = 12;

/** A settlement list as it is sent to the national platform, with its envelope or without: names and codes are the platform's. */
export const wireSettlementList = z
  .looseObject({})
  .refine(keepsItsNumbers, '数字超过15位，请写作文本 (a number of more than 15 digits: write it as text)')
  .meta({
    id: 'SettlementList',
    description: '医疗保障基金结算清单 4101、4101A、4103 | a settlement list of the national interface',
  });

/** The case of a request. */
export interface WireCase {
  readonly discharge?: WireDischarge | undefined;
  readonly settlementList?: z.output<typeof wireSettlementList> | undefined;
}

/** How a request states its case: by the names of the canonical case, or as the settlement list. */
export const caseFields = { discharge: wireDischarge.optional(), settlementList: wireSettlementList.optional() };

/** Holds a request to exactly one of several fields, and says so in the document of the interface. */
export function exactlyOneOf<Schema extends z.ZodType<object>>(schema: Schema, names: readonly string[]): Schema {
  const message = `${names.join(', ')}: 必须且只能有一个 (exactly one of them)`;
  const isOne = (body: object): boolean => names.filter((name) => name in body).length === 1;
  return schema
    .refine(isOne, { message, path: [names[0]!] })
    .meta({ oneOf: names.map((name) => ({ type: 'object', properties: { [name]: {} }, required: [name] })) });
}

/** A request reads its case as a file of cases does, so that both say the same of it. Nobody's number is read. */
const CONTEXT = { personKeySecret: undefined, monthFirst: new Set<never>() };
const DISCHARGES = new NdjsonReader(Object.keys(wireDischarge.shape), 'discharge', CONTEXT);
const SETTLEMENT_LISTS = new SettlementListReader('settlementList', CONTEXT);

export function readDischargeOf(discharge: WireDischarge): ReadCase {
  return DISCHARGES.read(discharge, 1);
}

/** Reads the one case of a request. What a settlement list says of a person is not read at all. */
export function readWireCase({ discharge, settlementList }: WireCase): ReadCase {
  return discharge === undefined ? SETTLEMENT_LISTS.read(settlementList ?? {}, 1) : readDischargeOf(discharge);
}

/** Whether JSON has left every number as it was sent: identifiers of many digits lose the last ones. */
function keepsItsNumbers(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  return depth < DEEPEST && Object.values(value).every((one) => keepsItsNumbers(one, depth + 1));
}
