import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../core/parameters';

const LABEL = 'Confirm Permanent Deletion';

/** The switch that must be on before anything is permanently deleted. */
export const confirmField: INodeProperties = {
	displayName: LABEL,
	name: 'destroyForGood',
	type: 'boolean',
	default: false,
	description:
		'Whether to really delete it permanently. It cannot be restored, so this must be turned on.',
};

/** @throws NodeOperationError if the switch is off */
export function checkConfirmed(param: Parameters): void {
	if (param.flag(confirmField.name, LABEL)) return;
	throw param.bad({
		label: LABEL,
		problem: "must be on, because permanently deleted content can't be restored",
		remedy: 'Turn it on to continue.',
	});
}
