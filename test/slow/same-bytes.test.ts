import { describeSameBytes } from '../server/batch/describe-same-bytes.js';

describeSameBytes(Number(process.env['FUZZ_TIMES'] ?? 15));
