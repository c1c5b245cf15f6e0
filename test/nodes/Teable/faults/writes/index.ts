import { ACCESS_TOKEN_WRITES } from './accessTokens';
import { BASE_WRITES } from './bases';
import { COLLABORATOR_WRITES } from './collaborators';
import { COMMENT_WRITES } from './comments';
import { CUSTOM_WRITES } from './customRequests';
import { FIELD_WRITES } from './fields';
import { RECORD_WRITES } from './records';
import { SPACE_WRITES } from './spaces';
import { UNDO_WRITES } from './undo';
import { TABLE_WRITES } from './tables';
import { TRASH_WRITES } from './trash';
import { VIEW_WRITES } from './views';
import type { Write } from './write';

/** Every operation that changes something. */
export const WRITES: Write[] = [
	...ACCESS_TOKEN_WRITES,
	...BASE_WRITES,
	...COLLABORATOR_WRITES,
	...COMMENT_WRITES,
	...CUSTOM_WRITES,
	...FIELD_WRITES,
	...RECORD_WRITES,
	...UNDO_WRITES,
	...SPACE_WRITES,
	...TABLE_WRITES,
	...TRASH_WRITES,
	...VIEW_WRITES,
];
