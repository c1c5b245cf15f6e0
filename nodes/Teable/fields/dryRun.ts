import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../core/operation';
import type { TeableClient } from '../teable/http/client';

/** The option of operations that can say beforehand what they would do. */
export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to write nothing, and only say for each item what would be done: all is read, checked and compared, and the output has the old and new values of what would change',
};

/** Whether the user only wants to know what would be done. */
export const wantsDryRun = ({ param }: ItemContext<TeableClient>): boolean =>
	param.options.flag(dryRun.name, dryRun.displayName);
