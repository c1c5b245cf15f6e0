import type { TriggerEvent } from './event';
import { recordCreated } from './recordCreated';

/** Every event, in menu order. */
export const events: Array<TriggerEvent<unknown>> = [recordCreated];
