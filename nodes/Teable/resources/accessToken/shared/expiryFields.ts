import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { ItemContext } from '../../../core/operation';
import type { TeableClient } from '../../../teable/http/client';
import { PERMANENT } from './expiry';

/** A hundred years; a token that shall live longer can be made permanent. */
const MAX_DAYS = 36_500;

/** When a new or rotated token expires; Teable asks for it each time. */
export const expiryFields: INodeProperties[] = [
	{
		displayName: 'Expires',
		name: 'expires',
		type: 'options',
		options: [
			{ name: 'In Days', value: 'inDays', description: 'A number of days from now' },
			{
				name: 'Never',
				value: 'never',
				description: 'On 2099-12-31, which Teable shows as permanent',
			},
			{ name: 'On Date', value: 'onDate', description: 'At a date and time' },
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
		description: 'How many days the token works, counted from now',
		displayOptions: { show: { expires: ['inDays'] } },
	},
	{
		displayName: 'Expiry Date',
		name: 'expiryDate',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2027-01-31',
		description:
			"When the token stops working, e.g. 2027-01-31 or 2027-01-31T18:00; in the workflow's time zone unless the date names one",
		displayOptions: { show: { expires: ['onDate'] } },
	},
];

/**
 * The `expiredTime` for Teable: ISO 8601 with milliseconds, UTC.
 *
 * @throws NodeOperationError when the date cannot be read or has passed: Teable would take it, and make a
 * token that is dead from the start
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
			problem: `holds '${text}', which is not a date`,
			remedy: 'Give it in the form 2027-01-31 or 2027-01-31T18:00.',
		});
	}
	if (date <= DateTime.now()) {
		throw param.bad({
			label: 'Expiry Date',
			problem: `holds ${date.toISODate()}, which has passed`,
			remedy: 'Give a date in the future.',
		});
	}
	return toTeableTime(date);
}

const toTeableTime = (date: DateTime): string => date.toJSDate().toISOString();
