import { cloneDeep } from 'lodash';

import { attempt } from './attempt';
import type { Result } from './operation';
import type { Parameters } from './parameters';

/** Sends equal reads of one execution only once: items with the same parameters share the result of the first. */
export class SharedReads {
	private readonly results = new Map<string, Promise<Result | Error>>();

	/**
	 * @param read reads for the item that the parameters belong to; it returns errors instead of throwing them
	 * @returns a copy of the result of an earlier item with the same parameters, or the result of `read`.
	 * Failures are not shared.
	 */
	async once(param: Parameters, read: () => Promise<Result | Error>): Promise<Result | Error> {
		const key = attempt(() => param.signature);
		// For an expression that cannot be resolved, the read itself fails with the right error.
		if (key instanceof Error) return await read();
		const earlier = this.results.get(key);
		const known = earlier && (await earlier);
		if (earlier && !(known instanceof Error)) return cloneDeep(known);
		const result = read();
		this.results.set(key, result);
		return await result;
	}
}
