/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import axios from 'axios';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installN8n } from '../../../demo/installN8n';
import { N8n } from '../../../demo/n8n';
import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { importDemo, removeDemo, type Demo } from '../../../demo/setUp';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { NewRecords } from '../newRecords';
import { stopWithTests } from '../stopWithTests';
import { until } from '../until';
import { packProject, repack, type Packed } from './pack';
import { Registry } from './registry';
import { CONTACTS_PATH, contactsWorkflow } from './workflow';

const NAME = 'n8n-nodes-teable';
const TYPES = [`${NAME}.teable`, `${NAME}.teableTool`, `${NAME}.teableTrigger`];

/** On a new machine, n8n is installed first. */
const SET_UP_MS = 20 * 60_000;
const TEST_MS = 5 * 60_000;

/** What n8n's page of community nodes shows for a package. */
interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	updateAvailable?: string;
	installedNodes: Array<{ name: string }>;
}

describe("the package on n8n's page of community nodes", () => {
	let folder: string;
	let registry: Registry;
	let older: Packed;
	let newer: Packed;
	let sandbox: Sandbox;
	let n8n: N8n;
	let demo: Demo;
	let port: number;
	let rest: N8nRest;
	let newRecords: NewRecords;
	let contactsId: string;

	beforeAll(async () => {
		const installation = await installN8n(stopWithTests);
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-teable-install-'));
		older = await packProject(folder);
		newer = await repack(older, '99.0.0', folder);
		registry = await Registry.start(folder);
		registry.publish(older);
		sandbox = await startSandbox();
		n8n = await N8n.createBare(installation, stopWithTests, registry.environment);
		demo = await importDemo(n8n, sandbox);
		port = await freePort();
		await startN8n();
	}, SET_UP_MS);

	afterAll(async () => {
		if (n8n) await removeDemo({ n8n, sandbox });
		if (registry) await registry.stop();
		if (folder) await rm(folder, { recursive: true, force: true });
	}, TEST_MS);

	const startN8n = async () =>
		await phase('Start n8n', async () => {
			await n8n.startEditor(port);
			rest = await N8nRest.signIn(port);
		});

	const installed = async () =>
		await rest.request<InstalledPackage[]>('GET', '/community-packages');

	const offered = async () => {
		const types = await rest.typesOf('nodes');
		return types.filter((type) => type.startsWith(NAME)).sort();
	};

	/** Calls the published workflow. n8n accepts calls only a moment after it says that it is published. */
	const call = async () => {
		const url = `http://127.0.0.1:${port}/webhook/${CONTACTS_PATH}`;
		const ask = async () => await axios.get(url, { validateStatus: null });
		await until(async () => (await ask()).status !== 404, 'n8n took no call');
		return await ask();
	};

	const expectContacts = async () =>
		expect(await call()).toMatchObject({
			status: 200,
			data: expect.arrayContaining([expect.objectContaining({ Name: 'Ada Lovelace' })]) as unknown,
		});

	it(
		'is installed by its name, and its nodes are available at once',
		async () => {
			expect(await offered()).toEqual([]);
			const { installedVersion, installedNodes } = await rest.request<InstalledPackage>(
				'POST',
				'/community-packages',
				{ data: { name: NAME } },
			);
			expect(installedVersion).toBe(older.manifest.version);
			expect(installedNodes.map(({ name }) => name).sort()).toEqual(['Teable', 'Teable Trigger']);
			expect(await offered()).toEqual(TYPES);
		},
		TEST_MS,
	);

	it(
		'is used by workflows',
		async () => {
			contactsId = await rest.createWorkflow(contactsWorkflow(demo.choices));
			await rest.activate(contactsId);
			await expectContacts();

			newRecords = await NewRecords.publish(demo, rest);
			const ids = await newRecords.create(2);
			expect(await newRecords.announced(2)).toEqual(ids);
		},
		TEST_MS,
	);

	it(
		'is upgraded under published workflows, which miss no record and announce none twice',
		async () => {
			registry.publish(newer);
			const [{ updateAvailable }] = await installed();
			expect(updateAvailable).toBe('99.0.0');
			const nodes = async () =>
				(await rest.request<{ nodes: unknown }>('GET', `/workflows/${contactsId}`)).nodes;
			const before = await nodes();

			const ids = await newRecords.create(2);
			const upgrading = rest.request<InstalledPackage>('PATCH', '/community-packages', {
				data: { name: NAME },
			});
			ids.push(...(await newRecords.create(2)));
			expect((await upgrading).installedVersion).toBe('99.0.0');
			ids.push(...(await newRecords.create(2)));

			expect(await newRecords.announced(6)).toEqual(ids.sort());
			await expectContacts();
			expect(await nodes()).toEqual(before);
			expect(await offered()).toEqual(TYPES);
		},
		TEST_MS,
	);

	it(
		'is available again after n8n restarts',
		async () => {
			await n8n.stopEditor();
			const ids = await newRecords.create(2);
			await startN8n();
			newRecords.rest = rest;
			expect(await newRecords.announced(2)).toEqual(ids);
			await expectContacts();
			const [{ packageName, installedVersion }] = await installed();
			expect([packageName, installedVersion]).toEqual([NAME, '99.0.0']);
		},
		TEST_MS,
	);

	it(
		'is uninstalled, and installed again for the existing workflows',
		async () => {
			await rest.request('DELETE', '/community-packages', { params: { name: NAME } });
			expect(await installed()).toEqual([]);
			expect(await offered()).toEqual([]);
			expect(await call()).toMatchObject({ status: 400 });

			await rest.request('POST', '/community-packages', { data: { name: NAME } });
			expect(await offered()).toEqual(TYPES);
			await expectContacts();
		},
		TEST_MS,
	);
});
