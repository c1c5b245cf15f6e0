import { IANAZone } from 'luxon';

import { quoted } from '../../../values/quoted';
import type { FieldOption } from '../fieldOption';
import { flag, menu } from '../fieldOption';

const DATES = ['date', 'createdTime', 'lastModifiedTime'] as const;

/** The format and default of a date. */
export const DATE_OPTIONS: FieldOption[] = [
	{
		types: DATES,
		path: 'options.formatting.date',
		...menu(
			{
				displayName: 'Date Format',
				name: 'dateFormat',
				default: 'YYYY-MM-DD',
				description: 'The format in which Teable shows the date',
			},
			{
				'D/M/YYYY': '31/1/2026',
				DD: '31 (Day)',
				'M/D/YYYY': '1/31/2026',
				MM: '01 (Month)',
				'MM-DD': '01-31',
				YYYY: '2026 (Year)',
				'YYYY/MM/DD': '2026/01/31',
				'YYYY-MM': '2026-01',
				'YYYY-MM-DD': '2026-01-31',
			},
		),
	},
	{
		types: DATES,
		path: 'options.formatting.time',
		...menu(
			{
				displayName: 'Time Format',
				name: 'timeFormat',
				default: 'None',
				description: 'The format in which Teable shows the time of day',
			},
			{ 'HH:mm': '18:30', 'hh:mm A': '06:30 PM', None: 'No Time' },
		),
	},
	{
		types: DATES,
		path: 'options.formatting.timeZone',
		property: {
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'UTC',
			placeholder: 'e.g. Europe/Berlin',
			description: 'The time zone in which Teable shows dates, as an IANA name, e.g. Europe/Berlin',
		},
		read: (reader) => {
			const zone = reader.requiredText('timeZone', 'Time Zone');
			if (IANAZone.isValidZone(zone)) return zone;
			throw reader.bad({
				label: 'Time Zone',
				problem: `is ${quoted(zone)}, which is not a time zone`,
				remedy: 'Use an IANA name such as Europe/Berlin or UTC.',
			});
		},
	},
	{
		types: ['date'],
		path: 'options.defaultValue',
		...flag({
			displayName: 'Default Is Now',
			name: 'defaultNow',
			description: 'Whether new records have the time of their creation by default',
		}),
		read: (reader) => (reader.flag('defaultNow', 'Default Is Now') ? 'now' : undefined),
	},
];
