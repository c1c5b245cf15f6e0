import type { TeableVersion } from '../../sandbox';
import { answerOf, normalised, readExchanges, type Exchange } from './exchanges';
import { buildWorld, headersOf, type World } from './world';

const IN_30_DAYS = new Date(Date.now() + 30 * 86_400_000).toISOString();

describe.each<TeableVersion>(['1.10.0', '2026-07'])(
	'the sandbox answers as a recorded Teable %s does',
	(version) => {
		let world: World;

		beforeAll(async () => {
			world = await buildWorld(version);
		});

		afterAll(async () => await world.sandbox.stop());

		const send = async ({ call, send: body }: Exchange, caller: string) => {
			const [method, path] = call.split(' ');
			const answer = await world.http.request<unknown>({
				method,
				url: path
					.replace('{longId}', 'a'.repeat(200))
					.replace(/\{(\w+)\}/g, (_, name: string) => world.ids[name]),
				data: filledIn(body),
				headers: headersOf(world, caller),
			});
			rememberRefreshed(world, path, answer.data);
			return answer;
		};

		const replay = async (exchange: Exchange) => {
			for (const caller of [exchange.as].flat()) {
				const { status, data } = await send(exchange, caller);
				const [recordedStatus, recordedBody] = answerOf(exchange, version);
				const received = recordedBody === undefined ? [status] : [status, normalised(data)];
				const recorded =
					recordedBody === undefined ? [recordedStatus] : [recordedStatus, recordedBody];
				expect({ caller, received }).toEqual({ caller, received: recorded });
			}
		};

		describe('to tokens of every shape', () => {
			it.each(readExchanges('bearer'))('$label', replay);
		});

		describe('to the question who one is', () => {
			it.each(readExchanges('user'))('$label', replay);
		});

		describe('to tokens of different reach', () => {
			it.each(readExchanges('reach'))('$call as $as', replay);
		});

		describe('on the access-token routes', () => {
			it.each(readExchanges('access-tokens'))('$label', replay);
		});
	},
);

/** Puts in an expiry that has not passed. */
function filledIn(body: unknown): unknown {
	if (typeof body !== 'object' || body === null) return body;
	const { expiredTime } = body as { expiredTime?: string };
	return expiredTime === 'in 30 days' ? { ...body, expiredTime: IN_30_DAYS } : body;
}

/** A refreshed token has another string from then on. */
function rememberRefreshed({ tokens, ids }: World, path: string, answer: unknown) {
	if (!path.endsWith('/refresh')) return;
	const { id, token } = answer as { id?: string; token?: string };
	if (id !== ids.toRefresh || !token) return;
	tokens['old string of toRefresh'] = tokens.toRefresh;
	tokens.toRefresh = token;
}
