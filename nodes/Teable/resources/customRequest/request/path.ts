import type { INodeProperties } from 'n8n-workflow';

import { attempt } from '../../../core/attempt';
import type { Parameters } from '../../../core/parameters';
import type { Path } from '../../../teable/http/path';
import { pathOf } from '../../../teable/http/path';

export const pathField: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /table/tblAbCdEfGhIjKlMnOp/field',
	hint: 'Without the server URL, which comes from the credential, and without query parameters',
	description:
		'The path of the API route, with or without /api at the start, e.g. /table/tblXXXXXXXXXXXXXXXX/field. If part of it is an empty expression, the node stops with an error instead of calling another route.',
};

const IS_ADDRESS = /^([a-z][a-z\d+.-]*:|[/\\]{2})/i;

/**
 * The path of a route. Each of its parts is encoded, unless it already is.
 *
 * @throws NodeOperationError if it is a full URL, contains a query, or has a part that is empty, `.` or `..`
 */
export function chosenPath(param: Parameters): Path {
	const { displayName: label, name } = pathField;
	const text = param.requiredText(name, label);
	if (IS_ADDRESS.test(text)) {
		throw param.bad({
			label,
			problem: 'is a full URL',
			remedy: 'Enter only the part after the server URL, e.g. /space.',
		});
	}
	const [, mark] = /([?#])/.exec(text) ?? [];
	if (mark !== undefined) {
		throw param.bad({
			label,
			problem: `contains a '${mark}'`,
			remedy: "Move what comes after it to 'Query Parameters'.",
		});
	}
	const parts = text
		.replace(/^\//, '')
		.replace(/^api\//, '')
		.split('/');
	if (parts.includes('')) {
		throw param.bad({
			label,
			problem: 'has an empty part (two slashes in a row, or one at the end)',
			remedy: 'Check the expressions in it.',
		});
	}
	const path = attempt(() => pathOf(parts.map(decoded)));
	if (!(path instanceof Error)) return path;
	throw param.failure(`'${label}' can't be used`, path.message);
}

/** The decoded part; unchanged if it is not encoded. */
function decoded(part: string): string {
	const text = attempt(() => decodeURIComponent(part));
	return text instanceof Error ? part : text;
}
