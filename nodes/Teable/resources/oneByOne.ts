import { attemptAsync } from '../core/attempt';
import { fateOf, withFate } from '../fate';
import { sentence } from '../teable/http/explanations';

/** One of several changes to the same thing, each with its own request. */
export interface Change {
	/** What is changed, e.g. "name". */
	what: string;
	make: () => Promise<void>;
}

/** Makes changes one after another. @throws the first failure, with a list of the changes already made */
export async function changeOneByOne(changes: Change[]): Promise<void> {
	const done: string[] = [];
	for (const { what, make } of changes) {
		const change = await attemptAsync(make);
		if (change instanceof Error) throw halfway(change, what, done);
		done.push(what);
	}
}

function halfway(failure: Error, what: string, done: string[]): Error {
	if (done.length === 0) return failure;
	const uncertain = fateOf(failure) === 'unknown' ? 'Possibly not' : 'Not';
	failure.message = `${sentence(failure.message)} Already changed: ${done.join(', ')}. ${uncertain} changed: ${what}.`;
	return withFate(failure, 'unknown');
}
