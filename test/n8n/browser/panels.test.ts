/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import { setTimeout as wait } from 'node:timers/promises';

import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';

import { catalogue } from '../../../nodes/Teable/resources';
import { events } from '../../../nodes/Teable/trigger';
import type { Sandbox } from '../../../sandbox';
import { TYPES } from '../../harness/n8n/credentials';
import { ABILITIES, labelsFor, mapsColumns, nodeFor, remarksFor } from './described';
import { closeNode, openEditor, openNode, SET_UP_MS, type Editor } from './editor';

/** Lists come from the sandbox, and the machine may be busy. */
const PATIENCE_MS = 60_000;

/** The types of credentials, and the IDs of the demo's credential of each type. */
const CREDENTIALS = [
	['teableApi', 'teableToken'],
	['teableOAuth2Api', 'teableOAuth2'],
	['teableSessionApi', 'teableSession'],
];

/** n8n's own labels: for the credential, for a polling trigger, and in a credential's dialog. */
const OF_N8N = [
	...['Credential', 'Poll Times', 'Mode'],
	...['OAuth Redirect URL', 'Allowed HTTP Request Domains'],
];

/**
 * A list that is loading or has failed, a value that isn't in its list, a key instead of its text, an identifier in
 * code.
 */
const BROKEN =
	/Loading|Fetching|Error fetching|undefined|null|NaN|\[object|nodes\.|displayName|\b[a-z]+[A-Z]\w*|\b(acc|bse|tbl|fld|rec)\w{16}/;

describe('the editor', () => {
	let editor: Editor;
	let page: Page;
	let values: INodeParameters;
	const complaints: string[] = [];

	beforeAll(async () => {
		editor = await openEditor({ withCredentials: true });
		({ page } = editor);
		values = await sampleValues(editor.sandbox);
		page.on('pageerror', ({ message }) => complaints.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
	}, SET_UP_MS);

	afterAll(async () => await editor?.close());

	beforeEach(() => complaints.splice(0));

	describe('opens the panel of a node', () => {
		beforeAll(async () => {
			const nodes = ABILITIES.map((ability, index) => nodeFor(ability, values, index));
			await page.goto(await saveWorkflow(page, nodes));
		});

		afterEach(async () => await closeNode(page));

		it.each(ABILITIES)('with readable labels for all fields of $title', async (ability) => {
			await openNode(page, ability.title);
			const panel = page.getByTestId('node-parameters');

			const expected = labelsFor(ability, values);
			const labels = await settled(
				async () => await fieldLabels(panel),
				(shown) => shown.length >= expected.length,
			);
			expect(labels).toEqual(expected);
			if (mapsColumns(ability)) await panel.getByText('Email', { exact: true }).waitFor();

			const broken = await settled(
				async () => (await textsOf(panel)).filter((text) => BROKEN.test(text)),
				(found) => found.length === 0,
			);
			expect(broken).toEqual([]);

			const text = await panel.innerText();
			for (const remark of remarksFor(ability, values)) expect(text).toContain(remark);
			expect(complaints).toEqual([]);
		});
	});

	it('shows a readable subtitle under each node', async () => {
		const subtitles = await page
			.getByTestId('canvas-node')
			.evaluateAll((nodes) =>
				(nodes as Array<{ innerText: string }>).map((node) => node.innerText),
			);
		expect(subtitles).toHaveLength(ABILITIES.length);
		expect(subtitles).toContain('Access Token: Check Expiry\ncheck expiry: access token');
		expect(subtitles.filter((text) => BROKEN.test(text))).toEqual([]);
	});

	it('lists every action of the node, and every event', async () => {
		await page.getByTestId('node-creator-plus-button').click();
		await page.getByTestId('node-creator-search-bar').waitFor();
		await page.keyboard.type('teable');
		const entries = page.getByTestId('node-creator-item-name');
		await entries.getByText('Teable', { exact: true }).click();
		await page.getByText(/^Triggers \(/).click();
		const actions = catalogue.flatMap(({ operations }) => operations.map(({ action }) => action));
		const listed = await settled(
			async () => await entries.allInnerTexts(),
			(shown) => shown.length >= actions.length + events.length,
		);
		const ofEvents = events.map(({ name }) => `On ${name.toLowerCase()}`);
		expect(listed).toEqual([...actions, ...ofEvents]);
		await page.keyboard.press('Escape');
	});

	it.each(CREDENTIALS)('shows all fields of the credential type %s', async (type, id) => {
		await page.goto(`/home/credentials/${id}`);
		const dialog = page.getByTestId('editCredential-modal');
		const shown = TYPES[type].properties.filter(
			(property) =>
				property.type !== 'hidden' &&
				NodeHelpers.displayParameter({ signInWith: 'password' }, property, null, null),
		);
		const expected = shown.map(({ displayName }) => displayName);
		const labels = await settled(
			async () => await fieldLabels(dialog),
			(found) => found.length >= expected.length,
		);
		// n8n puts the fields of its own OAuth2 credential, which this one extends, before the others.
		expect([...labels].sort()).toEqual([...expected].sort());
		const texts = (await dialog.innerText()).split('\n');
		expect(texts.filter((text) => BROKEN.test(text))).toEqual([]);
		expect(complaints).toEqual([]);
	});
});

/** The labels of the fields that are visible or below, without those of the column mapper. */
async function fieldLabels(panel: Locator): Promise<string[]> {
	const all = panel
		.locator('label.n8n-input-label:not([data-test-id="resource-mapper-container"] *)')
		.filter({ visible: true });
	// A required one has an asterisk, in a credential's dialog.
	const labels = (await all.allInnerTexts()).map((label) => label.split('\n')[0].replace(' *', ''));
	return labels.map((label) => label.trim()).filter((label) => !OF_N8N.includes(label));
}

/** An input or textarea. */
interface Field {
	value: string;
	placeholder: string;
}

/** All text in the panel: labels, notices, values and placeholders. */
async function textsOf(panel: Locator): Promise<string[]> {
	// n8n shows the IDs of the columns to match on, whatever their names.
	const matching = await panel
		.locator('[data-test-id="resource-mapper-container"] .el-tag')
		.allInnerTexts();
	const fields = await panel
		.locator('input, textarea')
		.filter({ visible: true })
		.evaluateAll((inputs) =>
			(inputs as Field[]).flatMap(({ value, placeholder }) => [value, placeholder]),
		);
	const lines = (await panel.innerText()).split('\n');
	// An example may contain the names in Teable's API.
	const said = fields.filter((text) => !text.startsWith('e.g. '));
	return [...lines.filter((line) => !matching.includes(line)), ...said];
}

/** The text once it is as expected, or the last one after a timeout. */
async function settled<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
	const deadline = Date.now() + PATIENCE_MS;
	let value = await read();
	while (!isWanted(value) && Date.now() < deadline) {
		await wait(100);
		value = await read();
	}
	return value;
}

/** Saves a workflow in n8n, as the editor does. @returns its URL */
async function saveWorkflow(page: Page, nodes: INode[]): Promise<string> {
	const workflow = { name: 'Panels', nodes, connections: {}, settings: {} };
	const answer = await page.request.post('/rest/workflows', { data: workflow });
	const { data } = (await answer.json()) as { data: { id: string } };
	return `/workflow/${data.id}`;
}

interface Named {
	id: string;
	name: string;
}

/** Values that decide what else the panels show, chosen so that they show as much as possible. */
async function sampleValues({ url, tokens }: Sandbox): Promise<INodeParameters> {
	const headers = { Authorization: `Bearer ${tokens.full.token}` };
	const find = async (path: string, name: string): Promise<Named> => {
		const { data } = await axios.get<Named[]>(`${url}/api${path}`, { headers });
		return data.find((candidate) => candidate.name === name)!;
	};
	const fromList = ({ id, name }: Named) => ({
		__rl: true,
		mode: 'list',
		value: id,
		cachedResultName: name,
	});
	const base = await find('/base/access/all', 'CRM');
	const table = await find(`/base/${base.id}/table`, 'Contacts');
	const { id: name } = await find(`/table/${table.id}/field`, 'Name');
	const { id: created } = await find(`/table/${table.id}/field`, 'Created');
	return {
		baseId: fromList(base),
		tableId: fromList(table),
		tokens: 'chosen',
		tokenIds: [tokens.full.id],
		reach: 'bases',
		baseIds: [base.id],
		scopes: ['record|read'],
		expires: 'onDate',
		startFrom: 'date',
		groupBy: [name],
		watchedFields: [name],
		filterBy: 'conditions',
		conditions: {
			condition: [
				{ fieldId: name, operator: 'is', value: 'Ada' },
				{ fieldId: created, operator: 'isBefore', mode: 'daysAgo' },
				{ fieldId: created, operator: 'isDate', mode: 'exactDate' },
				{ fieldId: created, operator: 'isWithIn', period: 'pastNumberOfDays' },
			],
		},
		sort: { field: [{ fieldId: name, direction: 'desc' }] },
		figures: { figure: [{ fieldId: name, function: 'filled' }] },
	};
}
