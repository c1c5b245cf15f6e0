import { domainError } from '../records/keys';

const LONGEST = { name: 100, description: 2000 };

/**
 * What a server of 2026 takes of the texts of a view; of those of a field or a new table, only v2 minds.
 *
 * @throws 400 for a name of more than 100 characters and a description of more than 2,000
 */
export function checkLengths(
	kind: 'table' | 'field' | 'view',
	texts: Partial<Record<keyof typeof LONGEST, unknown>>,
) {
	for (const part of ['name', 'description'] as const) {
		const attempted = String(texts[part] ?? '').length;
		if (attempted <= LONGEST[part]) continue;
		const code = `validation.limit.${part}_max_length`;
		const message = `Table data safety limit exceeded: ${code}`;
		throw domainError(400, 'validation_error', message, code, ['validation'], {
			...{ target: `${kind}.${part}`, attempted, max: LONGEST[part] },
		});
	}
}
