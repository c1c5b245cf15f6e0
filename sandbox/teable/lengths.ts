import { domainError } from './records/cells/keys';

const LONGEST = { name: 100, description: 2000 };

/**
 * The limits of a 2026 server for the text of a view. For fields and new tables, only v2 has limits.
 *
 * @throws 400 for a name above 100 characters and a description above 2,000
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
