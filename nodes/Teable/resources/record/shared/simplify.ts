import { isPlainObject } from 'lodash';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';
import type { Field } from '../../../teable/schema/table';

/**
 * Added to "Options" it is on; where it is not there, values stay as Teable gives them: n8n gives a workflow that was
 * saved before the default of what it has not set, and a file that is simplified has to be uploaded again to be
 * written, as its token is gone.
 */
export const simplifyOption: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	hint: 'Files have name, type, size and URL, users and linked records have ID and title',
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

/** Makes the values of some fields shorter, by the ID of the field; undefined where they are wanted as they are. */
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

/** A cell holds one entry or several; as text it is neither. */
const simplified = (simplify: Simplify) => {
	const one = (entry: unknown) => (isPlainObject(entry) ? simplify(entry as IDataObject) : entry);
	return (value: unknown) => (Array.isArray(value) ? value.map(one) : one(value));
};
