/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, and read their fixtures from files */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TeableVersion } from '../../sandbox';

type Answer = [status: number, body?: unknown];

/**
 * An exchange recorded with real servers. Names in the test world are in braces, e.g. `{deals}`. Other IDs, times and
 * secrets are `<rec>`, `<time>`, `<secret>`.
 */
export interface Exchange {
	label?: string;
	/** Method and path. */
	call: string;
	/** Who calls: a name of `headersOf`, or the text of the header Authorization. */
	as: string | string[];
	/** The header `X-Window-Id`. */
	window?: string;
	send?: unknown;
	/**
	 * Which part of the answer is compared: everything by default, the cells that were sent, or the names of the
	 * records.
	 */
	compare?: 'sent' | 'names';
	/**
	 * The name under which to keep the ID of the first record, of the view or its link, or of the table with its
	 * fields.
	 */
	remember?: string;
	/** Without a body, only the status is compared. One answer, or one for each release. */
	answer: Answer | Record<TeableVersion, Answer>;
}

/** Reads a file of `test/fixtures/exchanges`, with one exchange per line. */
export const readExchanges = (name: string) =>
	readFileSync(join(__dirname, '../fixtures/exchanges', `${name}.jsonl`), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Exchange);

/** The recorded answer of a release. */
export function answerOf({ answer }: Exchange, version: TeableVersion): Answer {
	const [status, ...bodies] = Array.isArray(answer) ? answer : answer[version];
	const named = bodies.map((body) =>
		typeof body === 'string' && body.startsWith('@') ? NAMED[body] : body,
	);
	return [status, ...named] as Answer;
}

const NAMED: Record<string, unknown> = {
	'@unauthorized': { message: 'Unauthorized', status: 401, code: 'unauthorized' },
	'@forbidden': { message: 'Forbidden resource', status: 403, code: 'restricted_resource' },
	'@internal': { message: 'Internal Server Error', status: 500, code: 'internal_server_error' },
};

/** The part of an answer that an exchange compares. */
export function compared({ compare, send }: Exchange, status: number, body: unknown): unknown {
	if (status >= 300 || !compare) return body;
	const { records = [] } = body as { records?: Array<{ name: string; fields: object }> };
	if (compare === 'names') return records.map(({ name }) => name);
	const sent = Object.keys((send as { records: Array<{ fields: object }> }).records[0].fields);
	return Object.fromEntries(
		Object.entries(records[0].fields).filter(([key]) => sent.includes(key)),
	);
}

const TIME_KEYS = /^(\w+Time|(\{\w+\.)?(Created|Modified)\}?)$/;
const SECRET_KEYS = /^(token|accessToken|access_token|refresh_token|secret|maskedSecret|clientId)$/;
const IDS =
	/(?<![A-Za-z0-9])(acc|act|bse|com|fld|inv|opr|rec|shr|spc|tbl|usr|viw)[A-Za-z0-9]{16}\b/g;

/** Inserts placeholders where two servers or executions must differ. */
export function normalised(value: unknown, nameOf: (id: string) => string | undefined): unknown {
	const named = JSON.stringify(value ?? '').replace(IDS, (id, prefix: string) => {
		const name = nameOf(id);
		return name === undefined ? `<${prefix}>` : `{${name}}`;
	});
	return withPlaceholders(JSON.parse(named));
}

function withPlaceholders(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) {
		const areScopes = value.length > 5 && value.every((item) => /^\w+\|\w+$/.test(String(item)));
		return areScopes ? '<scopes>' : value.map((item) => withPlaceholders(item));
	}
	if (typeof value === 'object' && value !== null) {
		// The details of a v2 error refer to its own code.
		const isDomainError = 'domainCode' in value;
		return Object.fromEntries(
			Object.entries(value)
				.filter(([name]) => !(isDomainError && name === 'details'))
				.map(([name, content]) => [name, withPlaceholders(content, name)]),
		);
	}
	// The administrator is the user who was created first.
	if (key === 'isAdmin') return '<boolean>';
	if (/^(autoNumber|No)$/.test(key) && typeof value === 'number') return '<number>';
	if (typeof value !== 'string') return value;
	if (TIME_KEYS.test(key)) return '<time>';
	if (SECRET_KEYS.test(key)) return '<secret>';
	return value
		.replace(/https?:\/\/127\.0\.0\.1:\d+/g, '<origin>')
		.replace(/\bcho[A-Za-z0-9]{8}\b/g, '<cho>')
		.replace(/("\w+\|\w+"\|?){6,}.*/s, '<scopes>');
}
