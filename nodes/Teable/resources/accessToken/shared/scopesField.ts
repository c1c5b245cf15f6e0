import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { ALL_SCOPES, scopeLabel } from '../../../teable/schema/scopes';
import { quoted } from '../../../values/quoted';

const LABEL = 'Scopes';

export const scopesField: INodeProperties = {
	displayName: LABEL,
	name: 'scopes',
	type: 'multiOptions',
	options: ALL_SCOPES.map((scope) => ({ name: scopeLabel(scope), value: scope })),
	default: [],
	description:
		"What the token is allowed to do, e.g. record|read. Choose only the scopes it needs. Older servers ignore scopes that they don't know.",
};

/**
 * The chosen scopes, e.g. `record|read`.
 *
 * @throws NodeOperationError if there is none, or one that does not exist in Teable
 */
export function chosenScopes({ param }: ItemContext<TeableClient>, label = LABEL): string[] {
	const scopes = param.list(scopesField.name, label);
	if (scopes.length === 0) {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: 'Choose at least one scope.',
		});
	}
	const unknown = scopes.find((scope) => !ALL_SCOPES.includes(scope));
	if (unknown !== undefined) {
		throw param.bad({
			label,
			problem: `contains ${quoted(unknown)}, which is not a scope in Teable`,
			remedy: "Write scopes like 'record|read', or choose from the list.",
		});
	}
	return scopes;
}
