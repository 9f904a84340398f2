import { OutputBytes } from '../../grouper/index.js';
import type { ChunkAnswer, ChunkTask, ChunkWorker } from './chunk-task.js';

/** Works on the chunk that lies in a slot and leaves the result there. */
export function answerTask<Counts>(
  worker: ChunkWorker<Counts>,
  { slot, length, bytesToEnd, isPassedOver, number }: ChunkTask,
): ChunkAnswer<Counts> {
  const memory = new Uint8Array(slot.output);
  const output = new OutputBytes(memory);
  worker.begin?.(number);
  const counts = isPassedOver
    ? [worker.passedOver(output)]
    : worker.group(Buffer.from(slot.input), 0, length, bytesToEnd, output);
  const answer = { length: output.length, counts };
  return output.bytes === memory ? answer : { ...answer, spilled: output.bytes.subarray(0, output.length) };
}
