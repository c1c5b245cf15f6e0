import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../core/operation';
import type { TeableClient } from '../teable/http/client';

/** The option of operations that can report what they would do. */
export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to only report what would be done for each item, without writing anything. The output contains the old and new values of everything that would change.',
};

/** Whether the operation only reports what it would do. */
export const wantsDryRun = ({ param }: ItemContext<TeableClient>): boolean =>
	param.options.flag(dryRun.name, dryRun.displayName);
