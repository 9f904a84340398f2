import type { AccessTables } from './access-tables.js';
import type { BatchTables } from './batch-tables.js';
import type { DocumentTables } from './document-tables.js';
import type { ReviewTables } from './review-tables.js';
import type { WorkTables } from './work-tables.js';

/** Every table of the service, as queries know them. */
export interface Tables extends AccessTables, BatchTables, DocumentTables, ReviewTables, WorkTables {}
