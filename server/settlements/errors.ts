import { CodedError, type ErrorEntry, type TextDetails } from '../../reference-data/index.js';

/** Why a settlement cannot be started, published or discarded. */
export const SETTLEMENTS_ERRORS = {
  SETTLEMENTS_PERIOD_TAKEN: {
    origin: 'usage',
    what: {
      zh: '{region} {period} 已有结算 {other}（{state}）。',
      en: 'There is a settlement of {region} {period} already: {other} ({state}).',
    },
    fix: {
      zh: '请等它完成；未公布的可以先撤销（DELETE）；已公布的不再改变，更正作为以后月份的条目。',
      en: 'Wait for it; one that is not published can be discarded first (DELETE); a published one stays, and what corrects it is an entry of a later month.',
    },
  },
  SETTLEMENTS_OTHER_REGION: {
    origin: 'usage',
    what: { zh: '政策 {policy} 属于统筹区 {region}。', en: 'The policy {policy} is of the region {region}.' },
    fix: { zh: '只能用本统筹区的政策结算。', en: 'A bureau settles by the policies of its own region.' },
  },
  SETTLEMENTS_WRONG_STATE: {
    origin: 'usage',
    what: { zh: '结算 {id} 的状态为 {state}。', en: 'The settlement {id} is in the state {state}.' },
    fix: { zh: '此操作需要状态：{needed}。', en: 'This needs the state: {needed}.' },
  },
  SETTLEMENTS_SAME_KEY: {
    origin: 'usage',
    what: { zh: '结算 {id} 由同一密钥发起。', en: 'The settlement {id} was started with the same key.' },
    fix: { zh: '公布须由另一人用其密钥进行。', en: 'Somebody else publishes it, with a key of their own.' },
  },
  SETTLEMENTS_BUILT_ON: {
    origin: 'usage',
    what: {
      zh: '结算 {other}（{period}）以结算 {id} 为基础。',
      en: 'The settlement {other} ({period}) builds on the settlement {id}.',
    },
    fix: { zh: '请先撤销后者。', en: 'Discard that one first.' },
  },
  SETTLEMENTS_NO_REGISTER: {
    origin: 'input',
    what: { zh: '{region} 没有特例单议登记簿。', en: '{region} has no register of special cases.' },
    fix: { zh: '请先建立登记簿，或去掉 review。', en: 'Set one up first, or leave out review.' },
  },
  SETTLEMENTS_BASIS_CHANGED: {
    origin: 'fault',
    what: {
      zh: '计算期间，{region} 的其他结算有变化。',
      en: 'Other settlements of {region} changed while this one was computed.',
    },
    fix: { zh: '将自动重算；若仍失败，请重新发起。', en: 'It is computed again by itself; if that fails too, start it again.' },
  },
} as const satisfies Record<string, ErrorEntry>;

export type SettlementsErrorCode = keyof typeof SETTLEMENTS_ERRORS;

/** A settlement that is refused what was asked. */
export class SettlementsError extends CodedError {
  constructor(code: SettlementsErrorCode, details: TextDetails, options?: ErrorOptions) {
    super(code, SETTLEMENTS_ERRORS[code], details, options);
  }
}
