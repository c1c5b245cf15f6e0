import { isPlainObject } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import type { Field } from '../../../teable/schema/table';

/**
 * On once it is added under "Options"; without it, values stay as Teable returns them. It cannot be on by default:
 * n8n would apply that to workflows saved before the option existed, and a simplified file lacks the token that is
 * needed to write it back without a new upload.
 */
export const simplifyOption: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	hint: 'Reduces files to name, type, size and URL, and users and linked records to ID and title',
};

type Simplify = (entry: IDataObject) => IDataObject;

const idAndTitle: Simplify = ({ id, title }) => ({ id, title });

const nameAndUrl: Simplify = ({ name, mimetype, size, presignedUrl }) => ({
	name,
	type: mimetype,
	size,
	url: presignedUrl ?? null,
});

const BY_TYPE = new Map<string, Simplify>([
	['attachment', nameAndUrl],
	['createdBy', idAndTitle],
	['lastModifiedBy', idAndTitle],
	['link', idAndTitle],
	['user', idAndTitle],
]);

/** The functions that simplify values, by field ID; undefined if the option is off. */
export function chosenSimplification(
	param: Parameters,
	fields: Field[],
): Map<string, (value: unknown) => unknown> | undefined {
	if (!param.options.flag(simplifyOption.name, simplifyOption.displayName)) return undefined;
	return new Map(
		fields.flatMap(({ id, type }): Array<[string, (value: unknown) => unknown]> => {
			const simplify = BY_TYPE.get(type);
			return simplify ? [[id, simplified(simplify)]] : [];
		}),
	);
}

/** Simplifies a cell with one entry or several; formatted text is left alone. */
const simplified = (simplify: Simplify) => {
	const one = (entry: unknown) => (isPlainObject(entry) ? simplify(entry as IDataObject) : entry);
	return (value: unknown) => (Array.isArray(value) ? value.map(one) : one(value));
};
