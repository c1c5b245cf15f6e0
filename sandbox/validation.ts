import type { ZodIssue, ZodTypeAny, output } from 'zod';
import type { TeableVersion } from './contract';
import { invalid } from './errors';

/**
 * Parses the body or the query of a request as Teable does.
 * @throws 400 in the words of the release: 1.10.0 speaks zod 3, July 2026 zod 4
 */
export function parse<Schema extends ZodTypeAny>(
	version: TeableVersion,
	schema: Schema,
	input: unknown,
): output<Schema> {
	const parsed = schema.safeParse(input ?? {});
	if (parsed.success) return parsed.data as output<Schema>;
	const texts = parsed.error.issues.map((issue) => {
		const text = version === '1.10.0' ? issue.message : inTheWordsOfZod4(issue);
		return issue.path.length > 0 ? `${text} at "${pathText(issue.path)}"` : text;
	});
	throw invalid(`Validation error: ${texts.join('; ')}`);
}

function inTheWordsOfZod4(issue: ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return `Invalid input: expected ${issue.expected}, received ${issue.received}`;
		case 'invalid_enum_value':
			return `Invalid option: expected one of ${issue.options.map((option) => `"${option}"`).join('|')}`;
		case 'too_small':
			return `Too small: expected ${issue.type} to have >=${issue.minimum} ${issue.type === 'string' ? 'characters' : 'items'}`;
		case 'invalid_string':
			return issue.validation === 'email' ? 'Invalid email address' : issue.message;
		case 'custom':
			// "expiredTime: Invalid Date" became "ExpiredTime: Invalid Date".
			return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
		default:
			return issue.message;
	}
}

function pathText(path: Array<string | number>) {
	return path
		.map((key, i) => (typeof key === 'number' ? `[${key}]` : i > 0 ? `.${key}` : key))
		.join('');
}
