import * as fc from 'fast-check';

/** IDs that have confused clients, or could. */
const BY_HAND = [
	...[
		'',
		' ',
		'.',
		'..',
		'...',
		'/',
		'//',
		'\\',
		'?',
		'#',
		'%',
		'&',
		'=',
		':',
		';',
		'@',
		'~',
		'*',
		'|',
	],
	...['../', '..\\', '../..', '../user', './', 'a/../b', 'a/b', '/etc/passwd', '..;/', '..%2f'],
	...[
		'%2e',
		'%2e%2e',
		'%2E%2E%2F',
		'%2F',
		'%5c',
		'%00',
		'%0d%0a',
		'%',
		'%%',
		'%zz',
		'%c0%ae',
		'%u002e',
	],
	...['%252e%252e%252f', '%25', 'acc%2F..%2Fspace', '.%2e', '%2e.'],
	...['accAAAAAAAAAAAAAAAA/refresh', 'accAAAAAAAAAAAAAAAA?x=1', 'accAAAAAAAAAAAAAAAA#x'],
	...[
		'accAAAAAAAAAAAAAAAA%2Frefresh',
		'accAAAAAAAAAAAAAAAA/',
		'/accAAAAAAAAAAAAAAAA',
		'accAAAAAAAAAAAAAAA',
	],
	...[
		'accAAAAAAAAAAAAAAAAA',
		'ACCAAAAAAAAAAAAAAAA',
		'accAAAAAAAAAAAAAAA-',
		'accAAAAAAAA AAAAAAA',
		'acc',
	],
	...['http://example.com', '//example.com', 'user@example.com', 'javascript:alert(1)', '[::1]'],
	...[
		'\0',
		'\n',
		'\r\n',
		'\t',
		'\r\nHost: example.com',
		'a\0b',
		'\u0001',
		'\u007f',
		'\u0085',
		'\u00a0',
	],
	...[
		'é',
		'e\u0301',
		'ß',
		'中文',
		'عربي',
		'👩‍👩‍👧',
		'\u202e',
		'\u200b',
		'\ufeff',
		'\ufffd',
		'∕',
		'․․',
		'/',
		'..',
	],
	...['\ud800', '\udc00', '\udc00\ud800', 'a\ud83d', '\ud83db', '\uffff'],
	...[
		'null',
		'undefined',
		'NaN',
		'true',
		'0',
		'-1',
		'1e9',
		'[object Object]',
		'__proto__',
		'constructor',
	],
	...['{{ $json.id }}', '${id}', "'", '"', '`', '<script>', "'; drop table", '$&', "$'", '$1'],
	...[
		'a'.repeat(300),
		'a'.repeat(20_000),
		'/'.repeat(5_000),
		'../'.repeat(2_000),
		'%2e'.repeat(3_000),
	],
	...['é'.repeat(8_000), '👩'.repeat(3_000)],
];

const PIECES = [
	'/',
	'\\',
	'.',
	'..',
	'%',
	'%2e',
	'%2f',
	'?',
	'#',
	' ',
	'acc',
	'A',
	'0',
	'\0',
	'é',
	'\ud800',
];

/** 1,000 of them: those above, mixtures of the dangerous parts, and any UTF-16. */
export function oddIds(): string[] {
	const mixture = fc
		.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 })
		.map((pieces) => pieces.join(''));
	const anything = fc
		.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 40 })
		.map((units) => String.fromCharCode(...units));
	const ascii = fc.string({ minLength: 1, maxLength: 40 });
	const made = fc.sample(fc.oneof(mixture, anything, ascii), 1000 - BY_HAND.length);
	return [...BY_HAND, ...made];
}
