import { describeChunkBorders } from './describe-chunk-borders.js';

describeChunkBorders(1);
