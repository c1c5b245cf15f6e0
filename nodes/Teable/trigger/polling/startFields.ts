import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { toTeableDate } from '../../teable/schema/dates';
import type { EventContext, Start } from './event';

/** From when on a workflow hears of things. */
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
				description: 'Also everything that is there already',
			},
		],
		default: 'now',
		description:
			'Which events count when the workflow is published for the first time, or with another table. After that it goes on from where it was.',
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		description:
			"Only what happens at this time or later, e.g. 2026-01-31T18:00; in the workflow's time zone unless the date names one",
		displayOptions: { show: { startFrom: ['date'] } },
	},
];

/** From when on a workflow hears of what is now or is not yet, which has no date: now, or with what is there. */
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

/** @throws NodeOperationError when 'Start Date' is no date */
export function chosenStart({ param, timezone }: EventContext): Start {
	const from = param.choice('startFrom', ['beginning', 'date', 'now']);
	if (from !== 'date') return from;
	const date = toTeableDate(param.text('startDate'), timezone);
	if (date !== undefined) return DateTime.fromISO(date).toMillis();
	throw param.bad({
		label: 'Start Date',
		problem: 'is not a date',
		remedy: 'Give one such as 2026-01-31 or 2026-01-31T10:30, or start from now.',
	});
}
