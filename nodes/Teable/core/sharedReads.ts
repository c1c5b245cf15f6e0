import { cloneDeep } from 'lodash';

import { attempt } from './attempt';
import type { Result } from './operation';
import type { Parameters } from './parameters';

/** Sends equal reads of one run once: items with the same parameters share what the first of them got. */
export class SharedReads {
	private readonly results = new Map<string, Promise<Result | Error>>();

	/**
	 * @param read reads for the item that the parameters belong to; it gives an Error instead of throwing one
	 * @returns what an earlier item with the same parameters got, as a copy of its own, or what `read` gives.
	 * A failure is not shared.
	 */
	async once(param: Parameters, read: () => Promise<Result | Error>): Promise<Result | Error> {
		const key = attempt(() => param.signature);
		// An expression that cannot be resolved is told of by the read that asks for it.
		if (key instanceof Error) return await read();
		const earlier = this.results.get(key);
		const known = earlier && (await earlier);
		if (earlier && !(known instanceof Error)) return cloneDeep(known);
		const result = read();
		this.results.set(key, result);
		return await result;
	}
}
