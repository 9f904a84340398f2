/** A settlement list as the messages 4101, 4101A and 4103 carry it, whatever the envelope: names and values as sent. */
export interface SettlementMessage {
  /** Values of the list: its own, and those beside it or in the envelope that it lacks. */
  readonly list: Readonly<Record<string, unknown>>;
  readonly diagnoses: readonly SettlementNode[];
  readonly procedures: readonly SettlementNode[];
  readonly icuStays: readonly SettlementNode[];
  readonly chargeItems: readonly SettlementNode[];
  readonly payments: readonly SettlementNode[];
}

/** One row of a child node, read by name. */
export type SettlementNode = Readonly<Record<string, unknown>>;

/**
 * Finds the nodes of a message. The envelope may be there or not, the body may be text inside it, and a child node may have come as one
 * object instead of an array.
 *
 * @returns A sentence where the object is no settlement list.
 */
export function settlementMessage(record: SettlementNode): SettlementMessage | string {
  const body = bodyOf(record);
  const own = isNode(body['setlinfo']) ? body['setlinfo'] : undefined;
  const diagnoses = childNodes(body['diseinfo']);
  if (own === undefined && diagnoses.length === 0) return '没有 setlinfo 和 diseinfo (neither setlinfo nor diseinfo)';
  return {
    list: { ...scalarsOf(record), ...scalarsOf(body), ...scalarsOf(own ?? {}) },
    diagnoses,
    procedures: childNodes(body['oprninfo']),
    icuStays: childNodes(body['icuinfo']),
    chargeItems: childNodes(body['iteminfo']),
    payments: childNodes(body['payinfo']),
  };
}

const ENVELOPE_NAMES = ['input', 'output', 'data'];
/** Envelopes lie one in another at most this deep; a hostile message would go on without end. */
const MOST_ENVELOPES = 4;

function bodyOf(record: SettlementNode): SettlementNode {
  let body = record;
  for (let depth = 0; depth < MOST_ENVELOPES; depth++) {
    const inside = ENVELOPE_NAMES.map((name) => parsed(body[name])).find(isNode);
    if (inside === undefined) break;
    body = inside;
  }
  return body;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function childNodes(value: unknown): SettlementNode[] {
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is SettlementNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalarsOf(node: SettlementNode): SettlementNode {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => typeof value !== 'object'));
}
