import type { TriggerEvent } from './event';
import { recordCreated } from './recordCreated';
import { recordCreatedOrUpdated } from './recordCreatedOrUpdated';
import { recordUpdated } from './recordUpdated';

/** Every event, in menu order. */
export const events: Array<TriggerEvent<unknown>> = [
	recordCreated,
	recordCreatedOrUpdated,
	recordUpdated,
];
