/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, and read their fixtures from files */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TeableVersion } from '../../sandbox';

type Answer = [status: number, body?: unknown];

/** An exchange recorded with real servers; ids, times and secrets stand as `<acc>`, `<time>`, `<secret>`. */
export interface Exchange {
	label?: string;
	/** Method and path, with names of the test world in braces. */
	call: string;
	/** Who calls: a name of `Credentials`, or the text of the header Authorization. */
	as: string | string[];
	send?: unknown;
	/** Without a body only the status is compared. One answer, or one of each release. */
	answer: Answer | Record<TeableVersion, Answer>;
}

/** Reads one file of `test/fixtures/exchanges`: an exchange a line. */
export const readExchanges = (name: string) =>
	readFileSync(join(__dirname, '../fixtures/exchanges', `${name}.jsonl`), 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Exchange);

/** The recorded answer of a release. */
export function answerOf({ answer }: Exchange, version: TeableVersion): Answer {
	const [status, body] = Array.isArray(answer) ? answer : answer[version];
	return [status, typeof body === 'string' && body.startsWith('@') ? NAMED[body] : body];
}

const NAMED: Record<string, unknown> = {
	'@unauthorized': { message: 'Unauthorized', status: 401, code: 'unauthorized' },
	'@forbidden': { message: 'Forbidden resource', status: 403, code: 'restricted_resource' },
	'@internal': { message: 'Internal Server Error', status: 500, code: 'internal_server_error' },
};

const TIME_KEYS = /^(\w+Time|Created|Modified)$/;
const SECRET_KEYS = /^(token|accessToken|access_token|refresh_token|secret|maskedSecret|clientId)$/;

/** Puts placeholders where two servers, or two runs, must differ. */
export function normalised(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) {
		const areScopes = value.length > 5 && value.every((item) => /^\w+\|\w+$/.test(String(item)));
		return areScopes ? '<scopes>' : value.map((item) => normalised(item, key));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([name, content]) => [name, normalised(content, name)]),
		);
	}
	// Who is the administrator depends on who came first.
	if (key === 'isAdmin') return '<boolean>';
	if (typeof value !== 'string') return value;
	if (TIME_KEYS.test(key)) return '<time>';
	if (SECRET_KEYS.test(key)) return '<secret>';
	return value
		.replace(/https?:\/\/127\.0\.0\.1:\d+/g, '<origin>')
		.replace(/\b(acc|act|bse|com|fld|rec|spc|tbl|usr|viw|opr)[A-Za-z0-9]{16}\b/g, '<$1>')
		.replace(/\bcho[A-Za-z0-9]{8}\b/g, '<cho>')
		.replace(/("\w+\|\w+"\|?){6,}.*/s, '<scopes>');
}
