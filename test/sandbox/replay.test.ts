import type { TeableVersion } from '../../sandbox';
import { answerOf, compared, normalised, readExchanges, type Exchange } from './exchanges';
import { buildWorld, headersOf, nameOf, withIds, type World } from './world';

describe.each<TeableVersion>(['1.10.0', '2026-07'])(
	'the sandbox answers as a recorded Teable %s does',
	(version) => {
		let world: World;

		beforeAll(async () => {
			world = await buildWorld(version);
		});

		afterAll(async () => await world.sandbox.stop());

		const replay = async (exchange: Exchange) => {
			for (const caller of [exchange.as].flat()) {
				const { status, data } = await send(world, exchange, caller);
				const [recordedStatus, ...recordedBody] = answerOf(exchange, version);
				const body = normalised(compared(exchange, status, data), (id) => nameOf(world, id));
				const received = recordedBody.length > 0 ? [status, body] : [status];
				expect({ caller, received }).toEqual({
					caller,
					received: [recordedStatus, ...recordedBody],
				});
			}
		};

		describe('to tokens of every form', () => {
			it.each(readExchanges('bearer'))('$label', replay);
		});

		describe('to the question who is signed in', () => {
			it.each(readExchanges('user'))('$label', replay);
		});

		describe('to tokens with different access', () => {
			it.each(readExchanges('reach'))('$call as $as', replay);
		});

		describe('on the access-token routes', () => {
			it.each(readExchanges('access-tokens'))('$label', replay);
		});

		describe('when records are created', () => {
			it.each(readExchanges('record-create'))('$label', replay);
		});

		describe('when dates are written', () => {
			it.each(readExchanges('record-dates'))('$label', replay);
		});

		describe('when a record is changed', () => {
			it.each(readExchanges('record-update'))('$label', replay);
		});

		describe('when records are filtered', () => {
			it.each(readExchanges('record-filter'))('$label', replay);
		});

		describe('when views are created, changed and shared', () => {
			it.each(readExchanges('views'))('$label', replay);
		});

		describe('when records are listed', () => {
			it.each(readExchanges('record-list'))('$label', replay);
		});

		describe('when changes are undone', () => {
			it.each(readExchanges('undo'))('$label', replay);
		});

		describe('when tables are created, changed and exported', () => {
			it.each(readExchanges('tables'))('$label', replay);
		});

		describe('when the trash is listed, restored from and emptied', () => {
			it.each(readExchanges('trash'))('$label as $as', replay);
		});

		describe('when fields are created, renamed, copied and deleted', () => {
			it.each(readExchanges('fields'))('$label', replay);
		});

		describe('when spaces are created, renamed and deleted', () => {
			it.each(readExchanges('spaces'))('$label as $as', replay);
		});

		describe('when people are invited, get roles and are removed', () => {
			it.each(readExchanges('collaborators'))('$label as $as', replay);
		});

		describe('when bases are created, copied, moved and deleted', () => {
			it.each(readExchanges('bases'))('$label as $as', replay);
		});
	},
);

async function send(
	world: World,
	{ call, send: body, remember, window }: Exchange,
	caller: string,
) {
	const [method, ...path] = withIds(world, call).split(' ');
	const url = encodeURI(path.join(' ').replace('{longId}', 'a'.repeat(200)));
	const answer = await world.http.request<unknown>({
		method,
		url,
		data: body === undefined ? undefined : (JSON.parse(filledIn(world, body)) as unknown),
		headers: { ...headersOf(world, caller), ...(window && { 'x-window-id': window }) },
	});
	const { records, fields, trashItems, shareId, id, token } = answer.data as Partial<
		Record<string, string>
	> & {
		records?: Array<{ id: string }>;
		trashItems?: Array<{ id: string }>;
		fields?: Array<{ id: string; name: string }>;
	};
	if (remember) {
		const [listed] = (fields ? undefined : (records ?? trashItems)) ?? [];
		const known = listed?.id ?? id ?? shareId;
		world.ids[remember] = String(known);
		for (const field of fields ?? []) world.ids[`${remember}.${field.name}`] = field.id;
	}
	if (url.endsWith('/refresh') && id === world.ids.toRefresh && token) {
		world.tokens['old string of toRefresh'] = world.tokens.toRefresh;
		world.tokens.toRefresh = token;
	}
	return answer;
}

const filledIn = (world: World, body: unknown) =>
	withIds(world, JSON.stringify(body)).replace('in 30 days', '2026-12-24T00:00:00.000Z');
