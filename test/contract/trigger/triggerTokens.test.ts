import { Settings } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import { TriggerRun } from '../../harness/poll';
import { byId } from '../../harness/server';
import { activate, eventsOf, onContractServers, OURS, refusalOf } from '../server';
import { session } from './watched';

const DAY = 86_400_000;

describe('Teable contract: the event Access Token Expiring', () => {
	onContractServers((server) => {
		afterEach(() => (Settings.now = Date.now));

		/** n8n's clock. The server's clock doesn't change. */
		const itIsIn = (days: number) => (Settings.now = () => Date.now() + days * DAY);

		const make = async (expiresInDays: number): Promise<string> => {
			const [{ id }] = await server().output('create', {
				...{ name: `${OURS}: watched`, scopes: ['record|read'] },
				...{ expires: 'inDays', expiresInDays },
			});
			return String(id);
		};

		const trigger = (parameters: INodeParameters = {}) =>
			new TriggerRun(
				{ ...session, event: 'accessTokenExpiring', ...parameters },
				server().credentials,
			);

		const onlyToken = (id: string): INodeParameters => ({ tokens: 'chosen', tokenIds: [id] });

		const thresholdsOf = async (run: TriggerRun) =>
			(await eventsOf(run, 1)).map(({ threshold }) => threshold);

		it('ignores a token that already expires soon, and announces a new one that comes near its expiry', async () => {
			await make(5);
			const run = trigger();
			await activate(run);
			const id = await make(10);
			expect(await run.poll()).toEqual([]);
			itIsIn(3.5);

			expect((await eventsOf(run, 1)).filter((token) => token.id === id)).toEqual([
				expect.objectContaining({
					...{ id, name: `${OURS}: watched`, status: 'expiring', threshold: 7 },
				}),
			]);
		});

		it('comes once for each threshold and once for the expiry', async () => {
			const run = trigger(onlyToken(await make(40)));
			await activate(run);
			const seen = [];
			for (const days of [10.5, 26.5, 33.5, 39.5, 41]) {
				itIsIn(days);
				seen.push(await thresholdsOf(run));
			}

			expect(seen).toEqual([[30], [14], [7], [1], [null]]);
		});

		it('starts again when the token is rotated', async () => {
			const id = await make(40);
			const run = trigger(onlyToken(id));
			await activate(run);
			itIsIn(33.5);
			expect(await thresholdsOf(run)).toEqual([7]);
			itIsIn(0);
			await server().output('rotate', { ...byId(id), expires: 'inDays', expiresInDays: 6 });

			expect(await run.poll()).toEqual([]);
			itIsIn(5.5);
			expect(await thresholdsOf(run)).toEqual([1]);
			itIsIn(7);
			expect(await thresholdsOf(run)).toEqual([null]);
		});

		it('shows a real token in the editor, and later events still come', async () => {
			const id = await make(40);
			const run = trigger(onlyToken(id));
			await activate(run);
			itIsIn(10.5);

			expect(await run.test()).toEqual([
				expect.objectContaining({ id, name: `${OURS}: watched`, status: 'expiring' }),
			]);
			expect(await thresholdsOf(run)).toEqual([30]);
		});

		it('asks for a session if the server does not let tokens read tokens', async () => {
			const id = await make(20);
			const parameters = { ...onlyToken(id), authentication: 'accessToken' };
			const refusal = await refusalOf(trigger(parameters));
			if (refusal === undefined) {
				expect(await trigger(parameters).test()).toEqual([expect.objectContaining({ id })]);
				return;
			}
			expect(refusal).toContain('lets only a signed-in session read or change access tokens');
		});
	});
});
