import { choiceNames } from '../../teable/schema/choices';
import type { Field } from '../../teable/schema/table';
import { takesSeveral } from '../../teable/schema/table';

/**
 * A hint for the value of a column that n8n shows as a plain text box; undefined if none is needed. It is short because
 * n8n 2.41 truncates longer ones at half of the panel.
 */
export function whatGoesIn(field: Field): string | undefined {
	switch (field.type) {
		case 'attachment':
			return 'binary fields or URLs';
		case 'link':
			return takesSeveral(field) ? 'titles or IDs' : 'title or ID';
		case 'multipleSelect':
			return firstChoices(field) ?? 'choices';
		case 'user':
			return takesSeveral(field) ? 'names, emails or IDs' : 'name, email or ID';
		default:
			return undefined;
	}
}

const LONGEST_CHOICES = 20;

/** The first two choices as an example, if they are short and contain no commas. */
function firstChoices(field: Field): string | undefined {
	const pair = choiceNames(field).slice(0, 2).join(', ');
	const isShort = pair.split(',').length === 2 && pair.length <= LONGEST_CHOICES;
	return isShort ? `${pair}, …` : undefined;
}
