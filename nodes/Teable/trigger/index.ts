import { accessTokenExpiring } from './accessTokenExpiring';
import type { TriggerEvent } from './polling/event';
import { recordCreated } from './recordCreated';
import { recordCreatedOrUpdated } from './recordCreatedOrUpdated';
import { recordDeleted } from './recordDeleted';
import { recordMatchesFilter } from './recordMatchesFilter';
import { recordUpdated } from './recordUpdated';

/** The event a new node starts with. */
export const defaultEvent = recordCreated.value;

/** Every event, in menu order. */
export const events: Array<TriggerEvent<unknown>> = [
	accessTokenExpiring,
	recordCreated,
	recordCreatedOrUpdated,
	recordDeleted,
	recordMatchesFilter,
	recordUpdated,
];
