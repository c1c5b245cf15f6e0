import type { IDataObject } from 'n8n-workflow';

import type { FilterGroup } from '../../../../../nodes/Teable/teable/filter/filter';
import { checkedFilter, wireFilter } from '../../../../../nodes/Teable/teable/filter/filter';
import type { Field } from '../../../../../nodes/Teable/teable/schema/table';
import { Table } from '../../../../../nodes/Teable/teable/schema/table';

const PARIS = { formatting: { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' } };
const UTC_2026 = { formatting: { date: 'YYYY-MM-DD', time: 'None', timeZone: 'utc' } };
const CHOICES = { choices: [{ name: 'Todo' }, { name: 'Done' }, { name: 'On hold, for now' }] };

const field = (
	name: string,
	type: string,
	cellValueType: string,
	more: IDataObject = {},
): Field => ({
	id: `fld${name.padEnd(16, 'x')}`,
	name,
	type,
	cellValueType,
	...more,
});

const several = { isMultipleCellValue: true };

export const table = new Table('tblFilterxxxxxxxxxx', [
	field('Name', 'singleLineText', 'string'),
	field('Notes', 'longText', 'string'),
	field('Amount', 'number', 'number'),
	field('Status', 'singleSelect', 'string', { options: CHOICES }),
	field('Tags', 'multipleSelect', 'string', { options: CHOICES, ...several }),
	field('Due', 'date', 'dateTime', { options: PARIS }),
	field('Done', 'checkbox', 'boolean'),
	field('Stars', 'rating', 'number'),
	field('Owner', 'user', 'string'),
	field('Team', 'user', 'string', several),
	field('Company', 'link', 'string'),
	field('Partners', 'link', 'string', several),
	field('Files', 'attachment', 'string', several),
	field('No', 'autoNumber', 'number'),
	field('CreatedBy', 'createdBy', 'string'),
	field('Created', 'createdTime', 'dateTime', { options: UTC_2026 }),
	field('Double', 'formula', 'number'),
	field('Label', 'formula', 'string'),
	field('Revenue', 'number', 'number', { isLookup: true, ...several }),
]);

/** The workflow's time zone. */
export const NEW_YORK = 'America/New_York';

/** A filter with this condition. */
export const condition = (fieldId: string, operator: string, value?: unknown) =>
	checkedFilter(
		{ conjunction: 'and', filterSet: [{ fieldId, operator, value }] },
		table,
		NEW_YORK,
	) as FilterGroup;

/** The value that is sent for a condition. */
export const valueOf = (fieldId: string, operator: string, value?: unknown) =>
	(wireFilter(condition(fieldId, operator, value)).filterSet as IDataObject[])[0].value;
