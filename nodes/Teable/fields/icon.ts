import type { Reader } from '../core/reader';

/** An emoji as Teable takes it; a mere digit, which is part of some, is none. */
const EMOJI = /^(?![\d#*]+$)(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

/** An emoji; '' where there is none. @throws NodeOperationError when it is something else */
export function chosenIcon(reader: Reader, name: string, label: string): string {
	const icon = reader.text(name, label);
	if (icon === '' || EMOJI.test(icon)) return icon;
	throw reader.bad({
		label,
		problem: `is '${icon.slice(0, 60)}', which is not an emoji`,
		remedy: 'Give a single emoji, e.g. 📦.',
	});
}
