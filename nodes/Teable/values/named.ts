/*
 * Users name columns, choices, operators and files as they like, also `constructor` or `__proto__`. A plain
 * object that is keyed by such names is written and read by these two only; elsewhere a Map holds them.
 */

/** Gives an object a property of its own, also by the one name that cannot be assigned to. */
export function setNamed<T>(target: Record<string, T>, name: string, value: T): void {
	if (name === '__proto__') {
		const own = { value, configurable: true, enumerable: true, writable: true };
		Object.defineProperty(target, name, own);
	} else {
		target[name] = value;
	}
}

/** The object's own property of this name; undefined where it has none, also for what every object inherits. */
export const named = <T>(source: Readonly<Record<string, T>>, name: string): T | undefined =>
	Object.hasOwn(source, name) ? source[name] : undefined;
