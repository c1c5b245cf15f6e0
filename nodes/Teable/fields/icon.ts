import type { INodeProperties } from 'n8n-workflow';

import type { Reader } from '../core/reader';
import { quoted } from '../values/quoted';

/** The option of Create. */
export const iconOption: INodeProperties = {
	displayName: 'Icon',
	name: 'icon',
	type: 'string',
	default: '',
	placeholder: 'e.g. 📦',
	description:
		'An emoji shown before the name in Teable. It can be replaced later, but not removed.',
};

/** The field of Update. */
export const newIconField: INodeProperties = {
	...iconOption,
	displayName: 'New Icon',
	description:
		'An emoji shown before the name in Teable. Leave empty to keep the current icon, which can be replaced but not removed.',
};

/** An emoji that Teable accepts. A plain digit, which is a component of some emoji, is not one. */
const EMOJI = /^(?![\d#*]+$)(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

/** The emoji in one of the two, or ''. @throws NodeOperationError if it is something else */
export function chosenIcon(reader: Reader, { name, displayName: label }: INodeProperties): string {
	const icon = reader.text(name, label);
	if (icon === '' || EMOJI.test(icon)) return icon;
	throw reader.bad({
		label,
		problem: `is ${quoted(icon)}, which is not an emoji`,
		remedy: 'Enter a single emoji, e.g. 📦.',
	});
}
