import { choicesOf } from '../teable/schema/cellValue';
import type { Field } from '../teable/schema/table';
import { takesSeveral } from '../teable/schema/table';

/** What to write into a column for which n8n has a bare text box; undefined where its name is enough. */
export function whatGoesIn(field: Field): string | undefined {
	const several = takesSeveral(field);
	switch (field.type) {
		case 'attachment':
			return 'binary fields or URLs, comma-separated';
		case 'link':
			return several ? 'titles or IDs, comma-separated' : 'title or ID';
		case 'multipleSelect':
			return `choices, ${examples(field) ?? 'comma-separated'}`;
		case 'user':
			return several ? 'names, emails or IDs, comma-separated' : 'name, email or ID';
		default:
			return undefined;
	}
}

const LONGEST_EXAMPLES = 30;

/** The first two choices, where they are short and hold no comma themselves. */
function examples(field: Field): string | undefined {
	const pair = choicesOf(field).slice(0, 2).join(', ');
	const isShort = pair.split(',').length === 2 && pair.length <= LONGEST_EXAMPLES;
	return isShort ? `e.g. ${pair}` : undefined;
}
