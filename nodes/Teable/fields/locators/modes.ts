import type { INodePropertyMode } from 'n8n-workflow';

import { idPattern } from '../../teable/schema/id';

/** The name of the mode By Name. */
export const NAME_MODE = 'name';

/** The mode From List. @param what an article and a noun, e.g. "a table" */
export const fromList = (what: string, searchListMethod: string): INodePropertyMode =>
	mode('From List', 'list', {
		type: 'list',
		placeholder: `Choose ${what}`,
		typeOptions: { searchListMethod, searchable: true },
	});

/** The mode By Name. */
export const byName = (example: string): INodePropertyMode =>
	mode('By Name', NAME_MODE, { type: 'string', placeholder: `e.g. ${example}` });

/** The mode By ID, for a value that may also be something else. @param prefix of the example, e.g. `fld` */
export const byAnyId = (prefix: string): INodePropertyMode =>
	mode('By ID', 'id', { type: 'string', placeholder: `e.g. ${prefix}AbCdEfGhIjKlMnOp` });

/** The mode By ID, for IDs with this prefix only. */
export const byId = (what: string, prefix: string): INodePropertyMode => ({
	...byAnyId(prefix),
	validation: [
		{
			type: 'regex',
			properties: {
				regex: `^\\s*${idPattern(prefix)}\\s*$`,
				errorMessage: `The ID of ${what} is "${prefix}" followed by 16 letters or digits`,
			},
		},
	],
});

const mode = (
	displayName: string,
	name: string,
	rest: Omit<INodePropertyMode, 'displayName' | 'name'>,
): INodePropertyMode => ({ displayName, name, ...rest });
