import type { ZodIssue, ZodTypeAny, output } from 'zod';
import type { TeableVersion } from './contract';
import { invalid } from './errors';

/**
 * Parses the body or query of a request like Teable.
 * @throws 400 with the message of the release: 1.10.0 uses zod 3, July 2026 zod 4
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

/** The text of an issue in zod 4, which 2026 servers use. */
export function inTheWordsOfZod4(issue: ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			if (issue.received === 'float') return 'Invalid input: expected int, received number';
			if (issue.expected.includes(' | '))
				return wrongOption(issue.path, issue.expected.split(' | '));
			return `Invalid input: expected ${issue.path.at(-1) === 'fields' ? 'record' : issue.expected}, received ${issue.received === 'nan' ? 'NaN' : issue.received}`;
		case 'invalid_enum_value':
			// Teable's own messages stay.
			if (!issue.message.startsWith('Invalid enum value')) return issue.message;
			return `Invalid option: expected one of ${issue.options.map((option) => `"${option}"`).join('|')}`;
		case 'too_small':
			if (!/^(String|Array|Number) must/.test(issue.message)) return issue.message;
			return issue.type === 'number'
				? `Too small: expected number to be >=${issue.minimum}`
				: `Too small: expected ${issue.type} to have >=${issue.minimum} ${issue.type === 'string' ? 'characters' : 'items'}`;
		case 'too_big':
			if (!/^(String|Number) must/.test(issue.message)) return issue.message;
			return issue.type === 'number'
				? `Too big: expected number to be <=${issue.maximum}`
				: `Too big: expected ${issue.type} to have <=${issue.maximum} characters`;
		case 'unrecognized_keys':
			return `Unrecognized key: "${issue.keys[0]}"`;
		case 'invalid_string':
			if (issue.validation === 'email') return 'Invalid email address';
			if (issue.validation === 'datetime') return 'Invalid ISO datetime';
			return issue.message.replace('Invalid input: must start', 'Invalid string: must start');
		case 'custom':
			// "expiredTime: Invalid Date" became "ExpiredTime: Invalid Date".
			if (issue.message.endsWith('is not a valid timezone')) {
				return 'Invalid timezone, please use iso 8601 format';
			}
			return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
		default:
			return issue.message;
	}
}

/** Zod 4 doesn't distinguish an option of another type from an option that doesn't exist. */
function wrongOption(path: Array<string | number>, quoted: string[]) {
	if (path.at(-1) === 'fieldKeyType') {
		return 'Error fieldKeyType, You should set it to "name" or "id" or "dbFieldName"';
	}
	return `Invalid option: expected one of ${quoted.join('|').replace(/'/g, '"')}`;
}

function pathText(path: Array<string | number>) {
	return path
		.map((key, i) => (typeof key === 'number' ? `[${key}]` : i > 0 ? `.${key}` : key))
		.join('');
}
