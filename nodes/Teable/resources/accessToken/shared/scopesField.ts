import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { ALL_SCOPES, scopeLabel } from '../../../teable/schema/scopes';

const LABEL = 'Scopes';

export const scopesField: INodeProperties = {
	displayName: LABEL,
	name: 'scopes',
	type: 'multiOptions',
	options: ALL_SCOPES.map((scope) => ({ name: scopeLabel(scope), value: scope })),
	default: [],
	description:
		'What the token may do, e.g. record|read. Choose only what is needed. Older servers ignore scopes that they do not know.',
};

/**
 * The chosen scopes, e.g. `record|read`.
 *
 * @throws NodeOperationError when there is none, or one that Teable does not have
 */
export function chosenScopes({ param }: ItemContext<TeableClient>, label = LABEL): string[] {
	const scopes = param.list(scopesField.name, label);
	if (scopes.length === 0) {
		throw param.bad({
			label,
			problem: 'is empty',
			remedy: 'Choose at least one: Teable makes no token without a scope.',
		});
	}
	const unknown = scopes.find((scope) => !ALL_SCOPES.includes(scope));
	if (unknown !== undefined) {
		throw param.bad({
			label,
			problem: `holds '${unknown.slice(0, 40)}', which Teable does not have`,
			remedy: "Write scopes as Teable does, e.g. 'record|read', or choose from the list.",
		});
	}
	return scopes;
}
