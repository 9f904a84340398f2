// What a worker thread runs that prices cases under two sides. It opens no file: bytes come in shared memory, and lines go out in it.
import { workerData } from 'piscina';
import type { CaseComparerSetup } from '../simulate/case-comparer.js';
import { answerTask } from './answer-task.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';
import type { LineChunkSetup } from './line-work.js';
import { COMPARING } from './compare-lines.js';

const maker = await COMPARING.create(workerData as LineChunkSetup<CaseComparerSetup>);

export default function compareChunk(task: ChunkTask): ChunkAnswer<number> {
  return answerTask(maker, task);
}
