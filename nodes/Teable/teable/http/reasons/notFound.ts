import type { Explanation, FailedRequest, Refusal } from '../failure';
import { notTeable } from './noAnswer';

/** Explains a 404. */
export function notFound(request: FailedRequest, { code, message }: Refusal): Explanation {
	const { method, path, origin, fate } = request;
	if (message.startsWith(`Cannot ${method} /`)) return missingRoute(path);
	if (code === '') return notTeable(origin);
	const missing = fate === 'unknown' ? undefined : whatIsMissing(path, message);
	return {
		message:
			missing === undefined
				? `Teable cannot find this: ${message || 'it does not exist'}. Check the ID, and that it was not deleted.`
				: `Teable has no ${missing}. It may have been deleted. Check the ID, or choose another one.`,
	};
}

/** Older servers and other editions answer 404 to routes that they lack. The message contains the path. */
const missingRoute = (path: string): Explanation => ({
	message: path.endsWith('/sql-query')
		? 'This Teable server does not support SQL. Only Teable Cloud and the Enterprise edition do. Use Get Many, Count or Aggregate of the resource Record instead.'
		: 'This Teable server does not support this. It is an older version or another edition. Update it, or use another operation.',
});

const KINDS: Record<string, string> = {
	spc: 'space',
	bse: 'base',
	tbl: 'table',
	viw: 'view',
	fld: 'field',
	rec: 'record',
};

const kindOf = (id: string): string | undefined => KINDS[id.slice(0, 3)];

/**
 * What is missing, with its ID. Teable's message contains the ID ("Table tbl… not found in base bse…", "Invalid baseId:
 * bse…") or only the kind ("Base not found", "Can not get record"). "Not Found" refers to the end of the path.
 */
function whatIsMissing(path: string, message: string): string | undefined {
	const [id] = /\b(?:spc|bse|tbl|viw|fld|rec)\w{16}\b/.exec(message) ?? [];
	if (id !== undefined) return `${kindOf(id)} '${id}'`;
	const kind = /^(?:Can not get )?(space|base|table|view|field|record)(?: not found)?$/i.exec(
		message,
	)?.[1];
	if (kind === undefined && message !== 'Not Found') return undefined;
	const parts = path.split('/');
	const named = message === 'Not Found' ? parts.slice(-1) : parts;
	const [found, ...others] = named.filter(
		(part) => /^\w{19}$/.test(part) && (kind?.toLowerCase() ?? kindOf(part)) === kindOf(part),
	);
	return found === undefined || others.length > 0 ? undefined : `${kindOf(found)} '${found}'`;
}
