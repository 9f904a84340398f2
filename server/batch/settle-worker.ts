// What a worker thread runs that prepares cases for a settlement. It opens no file: bytes come in shared memory, and lines go out in it.
import { workerData } from 'piscina';
import { answerTask } from './answer-task.js';
import { ChunkSettler, type SettleChunkSetup } from './chunk-settler.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';

const settler = await ChunkSettler.open(workerData as SettleChunkSetup);

export default function settleChunk(task: ChunkTask): ChunkAnswer<number> {
  return answerTask(settler, task);
}
