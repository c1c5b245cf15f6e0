import type { INodeProperties } from 'n8n-workflow';

import type { TriggerEvent } from './event';
import { shownFieldsOf } from '../../core/description';

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
		...events.flatMap((event) => shownFieldsOf(event, commonOptions, { event: [event.value] })),
	];
}
