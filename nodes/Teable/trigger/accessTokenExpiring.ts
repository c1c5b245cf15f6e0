import type { INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { fetchChosenTokens, tokenFields } from '../resources/accessToken/shared/chosenTokens';
import type { Expiry } from '../resources/accessToken/shared/expiry';
import { expiryOf } from '../resources/accessToken/shared/expiry';
import { toNumber } from '../values/numbers';
import type { AccessToken } from '../teable/http/types';
import type { EventContext } from './polling/event';
import { defineEvent } from './polling/event';
import { chosenStart, startMenu } from './polling/startFields';

/** The tokens that have expired or are close to it, by ID. */
type Known = Record<string, KnownToken>;

interface KnownToken {
	expiredTime: string;
	/** When this expiry was set, as ISO 8601. Version 0.1.0 of this package did not store it. */
	setTime?: string;
	/** The smallest threshold that has started the workflow, if any. */
	threshold?: number;
}

/** Stands for the expiry itself, after all thresholds. */
const EXPIRED = -1;

const properties: INodeProperties[] = [
	...tokenFields('watch'),
	{
		displayName: 'Days Before Expiry',
		name: 'thresholds',
		type: 'string',
		default: '30, 14, 7, 1',
		placeholder: 'e.g. 30, 14, 7, 1',
		description:
			'How many days before a token expires to start the workflow, separated by commas. It starts once per token and number, and again when the token has expired. A number is ignored if the token was created for no more days than that. After a token is rotated, all numbers count again.',
	},
	startMenu(
		'Only tokens that reach one of these numbers from now on',
		'Also tokens that have already reached one of them, or have expired',
		'Which tokens to include when the workflow is first published',
	),
];

export const accessTokenExpiring = defineEvent<Known>({
	name: 'Access Token Expiring',
	value: 'accessTokenExpiring',
	description: 'An access token of your account is about to expire, or has expired',
	properties,
	subject: () => 'access tokens',
	start: chosenStart,
	async begin(context, start) {
		return start === 'now' ? (await pollTokens(context, {})).state : {};
	},
	poll: pollTokens,
	async sample(context) {
		const tokens = await fetchTokens(context);
		const next = tokens.find((token) => expiryNow(context, token).status !== 'expired');
		const token = next ?? tokens.at(-1);
		if (!token) {
			throw context.param.failure('Your Teable account has no access token yet. Create one first.');
		}
		const [threshold] = chosenThresholds(context);
		return { ...token, ...expiryNow(context, token), threshold };
	},
});

/**
 * The tokens that have reached a smaller threshold since the last poll, each once, however many days have passed.
 * A threshold that a token had already reached when its expiry was set is ignored. Otherwise a new token that is valid
 * for a week would start the workflow at once, and a workflow that rotates it would never end.
 */
async function pollTokens(context: EventContext, before: Known) {
	const thresholds = chosenThresholds(context);
	const state: Known = {};
	const items = [];
	const now = nowOf(context);
	for (const token of await fetchTokens(context)) {
		const { id, expiredTime } = token;
		const expiry = expiryNow(context, token);
		if (reached(expiry, thresholds) === undefined) continue;
		const last = before[id] as KnownToken | undefined;
		const wasRotated = last !== undefined && last.expiredTime !== expiredTime;
		const known = wasRotated ? undefined : last;
		const setTime = known?.setTime ?? (wasRotated ? String(now.toISO()) : token.createdTime);
		const atFirst = expiryOf(token, 0, DateTime.fromISO(setTime).setZone(context.timezone));
		const threshold = reached(
			expiry,
			thresholds.filter((days) => days < atFirst.daysUntilExpiry),
		);
		const isNearer = threshold !== undefined && threshold < (known?.threshold ?? Infinity);
		state[id] = { expiredTime, setTime, threshold: isNearer ? threshold : known?.threshold };
		if (isNearer) {
			items.push({ ...token, ...expiry, threshold: threshold === EXPIRED ? null : threshold });
		}
	}
	return { items, state };
}

/** The smallest threshold that has been reached; undefined if none has. */
const reached = ({ status, daysUntilExpiry }: Expiry, thresholds: number[]): number | undefined =>
	status === 'expired'
		? EXPIRED
		: thresholds.filter((days) => daysUntilExpiry <= days).sort((a, b) => a - b)[0];

/** As in Check Expiry, n8n's clock decides, because Teable does not provide the time. */
const expiryNow = (context: EventContext, token: AccessToken): Expiry =>
	expiryOf(token, Math.max(...chosenThresholds(context)), nowOf(context));

const nowOf = ({ timezone }: EventContext) => DateTime.now().setZone(timezone);

function chosenThresholds({ param }: EventContext): number[] {
	const days = param.list('thresholds', 'Days Before Expiry').map(toNumber);
	if (days.length > 0 && days.every(isDays)) return days;
	throw param.bad({
		label: 'Days Before Expiry',
		problem: 'is not a list of whole numbers',
		remedy: 'Use a list such as 30, 14, 7, 1.',
	});
}

const isDays = (day: number | undefined): day is number =>
	day !== undefined && Number.isInteger(day) && day >= 0;

const fetchTokens = async ({ client, param }: EventContext): Promise<AccessToken[]> =>
	await fetchChosenTokens(client, param);
