import { describeChunkBorders } from '../server/batch/describe-chunk-borders.js';
import { describeSameBytes } from '../server/batch/describe-same-bytes.js';

const TIMES = Number(process.env['FUZZ_TIMES'] ?? 3);
describeSameBytes(TIMES);
describeChunkBorders(TIMES);
