import type { OwnSamples } from './own';
import { secondView } from './view';

/** What events need in addition to the shared values. */
export const triggerSamples: OwnSamples = {
	// Without a filter, it needs a view.
	recordMatchesFilter: secondView,
};
