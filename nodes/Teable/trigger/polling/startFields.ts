import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { toTeableDate } from '../../teable/schema/cells/dates';
import type { EventContext, Start } from './event';

/** From when on events start a workflow. */
export const startFields: INodeProperties[] = [
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		options: [
			{ name: 'A Date', value: 'date', description: 'Also what has happened since a date' },
			{ name: 'Now', value: 'now', description: 'Only what happens from now on' },
			{
				name: 'The Beginning',
				value: 'beginning',
				description: 'Also everything that already exists',
			},
		],
		default: 'now',
		description:
			'Which events to include when the workflow is first published, or after the table has been changed. After that, each poll continues where the last one ended.',
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		description:
			"The earliest time to include, e.g. 2026-01-31T18:00. Uses the workflow's time zone unless the date contains one.",
		displayOptions: { show: { startFrom: ['date'] } },
	},
];

/** 'Start From' for states that have no date, e.g. whether a record matches: from now on, or including what is there. */
export const startMenu = (
	now: string,
	beginning: string,
	description: string,
): INodeProperties => ({
	displayName: 'Start From',
	name: 'startFrom',
	type: 'options',
	options: [
		{ name: 'Now', value: 'now', description: now },
		{ name: 'The Beginning', value: 'beginning', description: beginning },
	],
	default: 'now',
	description,
});

/** @throws NodeOperationError if 'Start Date' is not a date */
export function chosenStart({ param, timezone }: EventContext): Start {
	const from = param.choice('startFrom', ['beginning', 'date', 'now']);
	if (from !== 'date') return from;
	const date = toTeableDate(param.text('startDate'), timezone);
	if (date !== undefined) return DateTime.fromISO(date).toMillis();
	throw param.bad({
		label: 'Start Date',
		problem: 'is not a date',
		remedy: "Use a date such as 2026-01-31 or 2026-01-31T10:30, or set 'Start From' to Now.",
	});
}
