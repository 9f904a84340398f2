import { describeSameBytes } from './describe-same-bytes.js';

describeSameBytes(1);
