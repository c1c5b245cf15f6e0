/** Returns the result of `work`, or the Error it throws. */
export function attempt<T>(work: () => T): T | Error {
	try {
		return work();
	} catch (error) {
		return toError(error);
	}
}

/** The same for asynchronous work. */
export async function attemptAsync<T>(work: () => Promise<T>): Promise<T | Error> {
	try {
		return await work();
	} catch (error) {
		return toError(error);
	}
}

/** For filters, and for results that may be an Error. */
export const isError = (value: unknown): value is Error => value instanceof Error;

const toError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
