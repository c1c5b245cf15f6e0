import { attemptAsync } from '../core/attempt';
import { fateOf, withFate } from '../fate';
import { sentence } from '../teable/http/explanations';

/** A change that has a request of its own, among others of the same thing. */
export interface Change {
	/** What is changed, e.g. "name". */
	what: string;
	make: () => Promise<void>;
}

/** Makes changes one after another. @throws the failure of one, which says what had been changed before it */
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
	failure.message = `${sentence(failure.message)} The ${done.join(' and the ')} had been changed before, the ${what} was not${fateOf(failure) === 'unknown' ? ' surely' : ''}.`;
	return withFate(failure, 'unknown');
}
