import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { PERMANENT } from './expiry';

/** A hundred years; tokens that should live longer can be permanent. */
const MAX_DAYS = 36_500;

/** When a new or rotated token expires; Teable requires it each time. */
export const expiryFields: INodeProperties[] = [
	{
		displayName: 'Expires',
		name: 'expires',
		type: 'options',
		options: [
			{ name: 'In Days', value: 'inDays', description: 'After a number of days' },
			{
				name: 'Never',
				value: 'never',
				description: 'On 2099-12-31, which Teable shows as permanent',
			},
			{ name: 'On Date', value: 'onDate', description: 'On a specific date and time' },
		],
		default: 'inDays',
		description: 'When Teable stops accepting the token',
	},
	{
		displayName: 'Days Until Expiry',
		name: 'expiresInDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_DAYS },
		default: 90,
		description: 'How many days the token is valid, from now',
		displayOptions: { show: { expires: ['inDays'] } },
	},
	{
		displayName: 'Expiry Date',
		name: 'expiryDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-31',
		description:
			"When the token stops working, e.g. 2027-01-31 or 2027-01-31T18:00. Uses the workflow's time zone unless the date has its own.",
		displayOptions: { show: { expires: ['onDate'] } },
	},
];

/**
 * The `expiredTime` for Teable: ISO 8601 with milliseconds, UTC.
 *
 * @throws NodeOperationError if the date cannot be read or has passed: Teable would accept it and create a token
 * that has already expired
 */
export function chosenExpiry({ param, timezone }: ItemContext<TeableClient>): string {
	const expires = param.choice('expires', ['inDays', 'never', 'onDate']);
	if (expires === 'never') return PERMANENT;
	if (expires === 'inDays') {
		const days = param.wholeNumber('expiresInDays', 'Days Until Expiry', 1, MAX_DAYS);
		return toTeableTime(DateTime.now().setZone(timezone).plus({ days }));
	}
	const text = param.requiredText('expiryDate', 'Expiry Date');
	const date = DateTime.fromISO(text.replace(' ', 'T'), { zone: timezone });
	if (!date.isValid) {
		throw param.bad({
			label: 'Expiry Date',
			problem: `is '${text}', which is not a date`,
			remedy: 'Use the format 2027-01-31 or 2027-01-31T18:00.',
		});
	}
	if (date <= DateTime.now()) {
		throw param.bad({
			label: 'Expiry Date',
			problem: `is ${date.toISODate()}, which has passed`,
			remedy: 'Enter a date in the future.',
		});
	}
	return toTeableTime(date);
}

const toTeableTime = (date: DateTime): string => date.toJSDate().toISOString();
