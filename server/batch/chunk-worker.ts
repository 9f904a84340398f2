// What a worker thread runs. It opens no file: bytes come in shared memory, and results go out in it.
import { workerData } from 'piscina';
import { answerTask } from './answer-task.js';
import { ChunkGrouper, type ChunkSetup } from './chunk-grouper.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';

const grouper = new ChunkGrouper(workerData as ChunkSetup);

export default function groupChunk(task: ChunkTask): ChunkAnswer {
  return answerTask(grouper, task);
}
