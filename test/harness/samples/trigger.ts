import type { OwnSamples } from './own';
import { secondView } from './view';

/** What events need beside the values that all share. */
export const triggerSamples: OwnSamples = {
	// Without a filter it takes a view.
	recordMatchesFilter: secondView,
};
