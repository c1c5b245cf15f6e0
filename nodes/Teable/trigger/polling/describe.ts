import type { INodeProperties } from 'n8n-workflow';

import type { TriggerEvent } from './event';

/** Creates the trigger's properties from its events: the menu, and each event's fields, which are shown for it only. */
export function describeEvents(
	events: Array<TriggerEvent<unknown>>,
	defaultEvent: string,
	commonOptions: INodeProperties[],
): INodeProperties[] {
	return [
		{
			displayName: 'Event',
			name: 'event',
			type: 'options',
			noDataExpression: true,
			options: events.map(({ name, value, description }) => ({ name, value, description })),
			default: defaultEvent,
			description: 'What starts the workflow',
		},
		...events.flatMap((event) => eventFields(event, commonOptions)),
	];
}

function eventFields(
	{ value, properties, options = [] }: TriggerEvent<unknown>,
	commonOptions: INodeProperties[],
): INodeProperties[] {
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options, ...commonOptions].sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
	};
	return [...properties, collection].map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { event: [value], ...property.displayOptions?.show },
		},
	}));
}
