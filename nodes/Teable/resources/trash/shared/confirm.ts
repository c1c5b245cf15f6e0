import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';

const LABEL = 'Destroy for Good';

/** The switch that has to be on before anything is destroyed. */
export const confirmField: INodeProperties = {
	displayName: LABEL,
	name: 'destroyForGood',
	type: 'boolean',
	default: false,
	description:
		'Whether to really destroy it. Nothing brings it back, so this has to be switched on.',
};

/** @throws NodeOperationError when the switch is off */
export function checkConfirmed(param: Parameters): void {
	if (param.flag(confirmField.name, LABEL)) return;
	throw param.bad({
		label: LABEL,
		problem: 'has to be on, as nothing brings back what this destroys',
		remedy: 'Switch it on if that is what you want.',
	});
}
