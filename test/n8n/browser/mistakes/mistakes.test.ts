import type { Page } from 'playwright-core';

import { openEditor, SET_UP_MS, type Editor } from '../editor';
import { MISTAKES } from './mistakes';
import type { Place } from './places';
import { Places, READS } from './places';
import type { Cell } from './world';
import { World } from './world';

const TESTED = 'Connection tested successfully';

const MISTAKE_MS = 4 * 60_000;

describe('the editor says what is wrong and how to fix it, in the same words everywhere:', () => {
	let editor: Editor;
	let page: Page;
	let world: World;

	beforeAll(async () => {
		editor = await openEditor();
		({ page } = editor);
		await page.goto('/');
		world = await World.of(editor.sandbox, new URL(page.url()).origin);
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	it.each(Object.entries(MISTAKES))(
		'%s',
		async (name, makeMistake) => {
			const mistake = await makeMistake(world);
			const { cells, failing = READS, remedy, remedyInNode } = mistake;
			const places = await Places.of(page, name, mistake.work);
			const look = async (place: Place, message: () => Promise<string>): Promise<Cell> =>
				typeof cells[place] === 'string' ? await message() : cells[place];

			const shown = {
				list: await look('list', async () => await (mistake.list?.(places) ?? places.list())),
				mapper: await look(
					'mapper',
					async () => await (mistake.mapper?.(places) ?? places.mapper()),
				),
				run: await look('run', async () => await places.run(failing)),
				trigger: await look('trigger', async () => await places.testEvent()),
			};
			const { message, dialog } = await places.credentialTest();
			const tested = message === TESTED ? cells['credential test'] : message;
			expect({ ...shown, 'credential test': tested }).toEqual(cells);

			await remedy?.(dialog);
			await places.openNode(failing);
			await remedyInNode?.(page);
			await places.succeeds();
		},
		MISTAKE_MS,
	);

	it(
		'in what n8n says when a workflow cannot be published',
		async () => {
			const { work, cells } = await MISTAKES['an expired token'](world);
			const places = await Places.of(page, 'published', work);
			expect(await places.publish()).toContain(cells.trigger);
		},
		MISTAKE_MS,
	);
});
