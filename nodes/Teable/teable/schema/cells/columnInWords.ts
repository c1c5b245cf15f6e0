import { lowerCase } from 'lodash';

import { quoted } from '../../../values/quoted';
import { choiceNames } from '../choices';
import type { Field } from '../table';
import { isRequired } from '../table';

/** More choices than that say no more of what a column is for. */
const CHOICES_NAMED = 20;

/** A column with what it holds, e.g. "Status (one of 'Lead', 'Customer')". */
export const columnInWords = (field: Field): string =>
	`${field.name} (${contentOf(field)}${isRequired(field) ? ', required' : ''})`;

function contentOf(field: Field): string {
	switch (field.type) {
		case 'singleSelect':
			return `one of ${choicesInWords(field)}`;
		case 'multipleSelect':
			return `any of ${choicesInWords(field)}`;
		case 'rating':
			return `number from 1 to ${String(field.options?.max)}`;
		case 'attachment':
			return 'files';
		case 'link':
			return field.isMultipleCellValue ? 'linked records' : 'linked record';
		case 'createdBy':
		case 'lastModifiedBy':
		case 'user':
			return field.isMultipleCellValue ? 'users' : 'user';
		default:
			return CONTENTS.get(field.cellValueType) ?? lowerCase(field.type);
	}
}

const CONTENTS = new Map([
	['string', 'text'],
	['number', 'number'],
	['boolean', 'true or false'],
	['dateTime', 'date'],
]);

function choicesInWords(field: Field): string {
	const choices = choiceNames(field);
	const more = choices.length - CHOICES_NAMED;
	const named = choices.slice(0, CHOICES_NAMED).map(quoted).join(', ');
	return more > 0 ? `${named} and ${more} more` : named;
}
