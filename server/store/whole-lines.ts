const LINE_END = 0x0a;

/** Bytes gathered into portions of about a size that end with a line. @param size Unit: bytes; a portion of one longer line is larger. */
export async function* wholeLines(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array<ArrayBuffer>[]> {
  let portion: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of bytes) {
    const own = piece as Uint8Array<ArrayBuffer>;
    const end = length + own.length < size ? 0 : own.lastIndexOf(LINE_END) + 1;
    if (end > 0) {
      yield [...portion, own.subarray(0, end)];
      portion = [];
      length = 0;
    }
    portion.push(own.subarray(end));
    length += own.length - end;
  }
  if (length > 0) yield portion;
}
