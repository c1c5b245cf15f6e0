/*
 * Users can name columns, choices, operators and files anything, even `constructor` or `__proto__`. A plain object with
 * such names as keys is written and read only with these two functions. Elsewhere a Map is used.
 */

/** Sets an own property of an object, even `__proto__`, which cannot be assigned. */
export function setNamed<T>(target: Record<string, T>, name: string, value: T): void {
	if (name === '__proto__') {
		const own = { value, configurable: true, enumerable: true, writable: true };
		Object.defineProperty(target, name, own);
	} else {
		target[name] = value;
	}
}

/** The object's own property of this name; undefined for inherited ones. */
export const named = <T>(source: Readonly<Record<string, T>>, name: string): T | undefined =>
	Object.hasOwn(source, name) ? source[name] : undefined;
