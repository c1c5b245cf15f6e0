/** The parameters that a node reads, as paths without the positions in lists: "sort", "sort.field.direction". */
export class ReadParameters {
	readonly paths = new Set<string>();

	/** The context that n8n passes to a node, recording the parameters that it reads from now on. */
	watch<Context extends object>(context: Context): Context {
		return new Proxy(context, {
			get: (target, key) => {
				const member: unknown = Reflect.get(target, key);
				if (typeof member !== 'function') return member;
				if (key !== 'getNodeParameter') return member.bind(target) as unknown;
				return (name: string, ...more: unknown[]) => {
					this.paths.add(name);
					return this.watchValue(member.call(target, name, ...more) as unknown, name);
				};
			},
		});
	}

	private watchValue(value: unknown, path: string): unknown {
		if (typeof value !== 'object' || value === null) return value;
		return new Proxy(value, {
			get: (target, key) => {
				// Options are written as JSON only to tell batches apart, which doesn't count as reading them.
				if (key === 'toJSON') return () => target;
				const member: unknown = Reflect.get(target, key);
				if (typeof key === 'symbol' || typeof member === 'function') return member;
				if (Array.isArray(target)) return this.watchValue(member, path);
				this.paths.add(`${path}.${key}`);
				return this.watchValue(member, `${path}.${key}`);
			},
		});
	}
}
