/** Names of columns and choices that mean something to JavaScript, or look like others; all are Teable's to give. */
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

/** All that every object has: it must be the same after a run, whatever names the run came upon. */
export const inherited = (): unknown[] =>
	[Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) =>
		Reflect.ownKeys(prototype).map((key) => [
			key,
			Object.getOwnPropertyDescriptor(prototype, key)?.value as unknown,
		]),
	);
