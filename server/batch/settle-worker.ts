// What a worker thread runs that prepares cases for a settlement. It opens no file: bytes come in shared memory, and lines go out in it.
import { workerData } from 'piscina';
import type { CaseSettlerSetup } from '../settlement/case-settler.js';
import { answerTask } from './answer-task.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';
import type { LineChunkSetup } from './line-work.js';
import { SETTLING } from './settle-lines.js';

const maker = await SETTLING.create(workerData as LineChunkSetup<CaseSettlerSetup>);

export default function settleChunk(task: ChunkTask): ChunkAnswer<number> {
  return answerTask(maker, task);
}
