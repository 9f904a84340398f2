import { OutputBytes } from '../../grouper/index.js';
import type { ChunkGrouper } from './chunk-grouper.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';

/** Groups the chunk that lies in a slot and leaves the result there. */
export function answerTask(grouper: ChunkGrouper, { slot, length, bytesToEnd, isPassedOver }: ChunkTask): ChunkAnswer {
  const memory = new Uint8Array(slot.output);
  const output = new OutputBytes(memory);
  const counts = isPassedOver
    ? [grouper.passedOver(output)]
    : grouper.group(Buffer.from(slot.input), 0, length, bytesToEnd, output);
  const answer = { length: output.length, counts };
  return output.bytes === memory ? answer : { ...answer, spilled: output.bytes.subarray(0, output.length) };
}
