/** Names of columns and choices that mean something to JavaScript, or look like others. Teable allows all of them. */
export const ODD_NAMES = [
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'valueOf',
	'length',
	'__defineGetter__',
	' padded ',
	'padded',
];

/** The properties of every object, which must be the same after an execution, whatever names it has seen. */
export const inherited = (): unknown[] =>
	[Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) =>
		Reflect.ownKeys(prototype).map((key) => [
			key,
			Object.getOwnPropertyDescriptor(prototype, key)?.value as unknown,
		]),
	);
