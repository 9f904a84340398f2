/** A file that is answered with, piece by piece: whoever reads slowly is waited for. */
export class Download {
  /** Media type. */
  readonly type: string;
  /** File name. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How much of it may wait for whoever reads, before nothing more is made. Unit: bytes. */
  readonly ahead: number | undefined;

  constructor({
    type,
    name,
    bytes,
    ahead,
  }: {
    readonly type: string;
    readonly name: string;
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly ahead?: number;
  }) {
    this.type = type;
    this.name = name;
    this.bytes = bytes;
    this.ahead = ahead;
  }
}

/** Something that happened. */
export interface StreamedEvent {
  readonly event: string;
  /** Sent as JSON. */
  readonly data: unknown;
  /** By which a caller who comes back says what they have seen. */
  readonly id?: string;
}

/** Events as they happen (server-sent events). The stream ends with the events; a caller who goes away ends it by the signal of the call. */
export class EventStream {
  readonly events: AsyncIterable<StreamedEvent>;

  constructor(events: AsyncIterable<StreamedEvent>) {
    this.events = events;
  }
}
