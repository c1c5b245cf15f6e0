import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { removeDemo, setUpDemo, type Demo } from '../../../demo/setUp';
import { NewRecords } from '../newRecords';
import { stopWithTests } from '../stopWithTests';

/** On a new machine, n8n is installed first. */
const SET_UP_MS = 20 * 60_000;
const TEST_MS = 5 * 60_000;

describe('the example that announces new records, published', () => {
	let demo: Demo;
	let port: number;
	let newRecords: NewRecords;

	beforeAll(async () => {
		demo = await setUpDemo(stopWithTests);
		port = await freePort();
		newRecords = await NewRecords.publish(demo, await startN8n());
	}, SET_UP_MS);

	afterAll(async () => {
		if (demo) await removeDemo(demo);
	}, TEST_MS);

	const startN8n = async () =>
		await phase('Start n8n', async () => {
			await demo.n8n.startEditor(port);
			return await N8nRest.signIn(port);
		});

	it.each([
		['one record', 1],
		['each of many new records', 120],
	])(
		'announces %s once',
		async (_what, count) => {
			const ids = await newRecords.create(count);
			expect(await newRecords.announced(count)).toEqual(ids);
		},
		TEST_MS,
	);

	it(
		'announces the records created while n8n was down, once each',
		async () => {
			await demo.n8n.stopEditor();
			const ids = await newRecords.create(3);
			newRecords.rest = await startN8n();
			expect(await newRecords.announced(3)).toEqual(ids);
		},
		TEST_MS,
	);
});
