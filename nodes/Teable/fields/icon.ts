import type { Reader } from '../core/reader';

/** An emoji that Teable accepts. A plain digit, which is a component of some emoji, is not one. */
const EMOJI = /^(?![\d#*]+$)(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

/** The emoji in a parameter, or ''. @throws NodeOperationError if it is something else */
export function chosenIcon(reader: Reader, name: string, label: string): string {
	const icon = reader.text(name, label);
	if (icon === '' || EMOJI.test(icon)) return icon;
	throw reader.bad({
		label,
		problem: `is '${icon.slice(0, 60)}', which is not an emoji`,
		remedy: 'Enter a single emoji, e.g. 📦.',
	});
}
