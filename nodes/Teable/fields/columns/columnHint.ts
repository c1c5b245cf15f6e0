import { choicesOf } from '../../teable/schema/cells/cellValue';
import type { Field } from '../../teable/schema/table';
import { takesSeveral } from '../../teable/schema/table';

/**
 * What to write into a column for which n8n has a bare text box, a comma and dots where that may be several; undefined
 * where its name is enough. It is short: n8n 2.41 cuts what is longer than half of the panel.
 */
export function whatGoesIn(field: Field): string | undefined {
	const one = oneOf(field);
	return one !== undefined && holdsList(field) ? `${one}, …` : one;
}

function oneOf(field: Field): string | undefined {
	switch (field.type) {
		case 'attachment':
			return 'binary field or URL';
		case 'link':
			return 'title or ID';
		case 'multipleSelect':
			return firstChoices(field) ?? 'choice';
		case 'user':
			return 'name, email or ID';
		default:
			return undefined;
	}
}

const holdsList = (field: Field): boolean =>
	field.type === 'attachment' || field.type === 'multipleSelect' || takesSeveral(field);

const LONGEST_CHOICES = 20;

/** The first two choices, where they are short and hold no comma themselves. */
function firstChoices(field: Field): string | undefined {
	const pair = choicesOf(field).slice(0, 2).join(', ');
	const isShort = pair.split(',').length === 2 && pair.length <= LONGEST_CHOICES;
	return isShort ? pair : undefined;
}
