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
	hint: 'Without the address of the server, which is in the credential, and without a query',
	description:
		'The path of the route, with or without /api at its beginning. An expression that gives nothing makes it fail, so that nothing else is called by mistake.',
};

const IS_ADDRESS = /^([a-z][a-z\d+.-]*:|[/\\]{2})/i;

/**
 * The path of a route. Each of its parts is taken for one part, whatever is in it: parts that are encoded as in an
 * address are not encoded twice.
 *
 * @throws NodeOperationError when it leads elsewhere, holds a query, or has a part that is empty, `.` or `..`
 */
export function chosenPath(param: Parameters): Path {
	const { displayName: label, name } = pathField;
	const text = param.requiredText(name, label);
	if (IS_ADDRESS.test(text)) {
		throw param.bad({
			label,
			problem: 'is a whole address',
			remedy: 'Give only what comes after the address of the server, e.g. /space.',
		});
	}
	const [, mark] = /([?#])/.exec(text) ?? [];
	if (mark !== undefined) {
		throw param.bad({
			label,
			problem: `holds a '${mark}'`,
			remedy: "Give what comes after it under 'Query Parameters'.",
		});
	}
	const parts = text
		.replace(/^\//, '')
		.replace(/^api\//, '')
		.split('/');
	if (parts.includes('')) {
		throw param.bad({
			label,
			problem: 'has an empty part: two slashes in a row, or one at its end',
			remedy: 'Check the expression that gives it.',
		});
	}
	const path = attempt(() => pathOf(parts.map(decoded)));
	if (!(path instanceof Error)) return path;
	throw param.failure(`'${label}' cannot be used. ${path.message}`);
}

/** As it is, where it is not encoded. */
function decoded(part: string): string {
	const text = attempt(() => decodeURIComponent(part));
	return text instanceof Error ? part : text;
}
