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

/** What is known of each token that is near its expiry or past it, by ID. */
type Known = Record<string, KnownToken>;

interface KnownToken {
	expiredTime: string;
	/** When this expiry was set, ISO 8601. Version 0.1.0 of this package did not keep it. */
	setTime?: string;
	/** The nearest threshold that was announced; absent when none was. */
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
			'How many days before the expiry to start the workflow, separated by commas. It starts once for each number and token, and once more when the token has expired. A number does not count for a token that is valid for no longer than that from the start. Rotating a token starts this anew.',
	},
	startMenu(
		'Only tokens that reach one of these numbers of days from now on',
		'Also tokens that have reached one already, or have expired',
		'Which tokens count when the workflow is published for the first time',
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
		return start === 'now' ? (await look(context, {})).state : {};
	},
	poll: look,
	async sample(context) {
		const tokens = await fetchTokens(context);
		const next = tokens.find((token) => expiryNow(context, token).status !== 'expired');
		const token = next ?? tokens.at(-1);
		if (!token) {
			throw context.param.failure('Your Teable account has no access token yet. Make one first.');
		}
		const [threshold] = chosenThresholds(context);
		return { ...token, ...expiryNow(context, token), threshold };
	},
});

/**
 * Each token that has come nearer to its expiry than what was announced of it, once, however many days have
 * passed. A threshold that a token was within from the moment its expiry was set does not count for it: nobody
 * needs to hear at once of a token that was made for a week, and a workflow that rotates it would never end.
 */
async function look(context: EventContext, before: Known) {
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

/** The nearest threshold that has been reached; undefined while the expiry is further away than all. */
const reached = ({ status, daysUntilExpiry }: Expiry, thresholds: number[]): number | undefined =>
	status === 'expired'
		? EXPIRED
		: thresholds.filter((days) => daysUntilExpiry <= days).sort((a, b) => a - b)[0];

/** How near an expiry is, n8n's clock has to tell, as for Check Expiry: Teable does not say what time it is. */
const expiryNow = (context: EventContext, token: AccessToken): Expiry =>
	expiryOf(token, Math.max(...chosenThresholds(context)), nowOf(context));

const nowOf = ({ timezone }: EventContext) => DateTime.now().setZone(timezone);

function chosenThresholds({ param }: EventContext): number[] {
	const days = param.list('thresholds', 'Days Before Expiry').map(toNumber);
	if (days.length > 0 && days.every(isDays)) return days;
	throw param.bad({
		label: 'Days Before Expiry',
		problem: 'is not a list of whole numbers',
		remedy: 'Write it like 30, 14, 7, 1.',
	});
}

const isDays = (day: number | undefined): day is number =>
	day !== undefined && Number.isInteger(day) && day >= 0;

const fetchTokens = async ({ client, param }: EventContext): Promise<AccessToken[]> =>
	await fetchChosenTokens(client, param);
