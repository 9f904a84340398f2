/** A file that is answered with, piece by piece: whoever reads slowly is waited for. */
export class Download {
  /** Media type. */
  readonly type: string;
  /** File name. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;

  constructor({
    type,
    name,
    bytes,
  }: {
    readonly type: string;
    readonly name: string;
    readonly bytes: AsyncIterable<Uint8Array>;
  }) {
    this.type = type;
    this.name = name;
    this.bytes = bytes;
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
