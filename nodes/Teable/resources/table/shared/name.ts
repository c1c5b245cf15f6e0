import type { Reader } from '../../../core/reader';
import type { TeableClient } from '../../../teable/http/client';
import { fetchEngineOfBase } from '../../../teable/schema/engine';

/** What v2 takes; 1.10 and the old engine of 2026 take any. */
const LONGEST_NAME_V2 = 100;

/** An emoji as Teable takes it; a mere digit, which is part of some, is none. */
const EMOJI = /^(?![\d#*]+$)(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u;

/** @throws NodeOperationError when the name of a table is longer than its base takes */
export async function checkName(
	client: TeableClient,
	reader: Reader,
	label: string,
	name: string,
	baseId: string,
): Promise<void> {
	if (name.length <= LONGEST_NAME_V2 || (await fetchEngineOfBase(client, baseId)) !== 'v2') return;
	throw reader.bad({
		label,
		problem: `has ${name.length} characters`,
		remedy: `This Teable server takes ${LONGEST_NAME_V2} at most. Shorten it.`,
	});
}

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
