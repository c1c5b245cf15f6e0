/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';

import { messageIn } from '../credentialDialog';
import { closeNode, openNode } from '../editor';
import { executeStep, failStep, parameter } from '../panel';

/** The places in the editor where a mistake shows. */
export type Place = 'credential test' | 'list' | 'mapper' | 'run' | 'trigger';

/** What the nodes of a workflow work with. */
export interface Work {
	credential: ICredentialDataDecryptedObject;
	/** Without one, the list looked at is that of the bases; with one, that of its tables. */
	baseId?: string;
	tableId: string;
	/** Parameters of the node that reads, the one that writes, and the trigger, beyond the table. */
	read?: IDataObject;
	write?: IDataObject;
	trigger?: IDataObject;
}

/** The names of the nodes. */
export const READS = 'Get many';
export const WRITES = 'Create';
const LISTS = 'Choose';
const TRIGGER = 'Trigger';

/** Where a picture of each place goes when PICTURES=1 asks for it, to be looked at. */
const PICTURES = join(tmpdir(), 'teable-mistakes');

/** A workflow with a mistake in it, in the editor. */
export class Places {
	private constructor(
		private readonly page: Page,
		private readonly mistake: string,
		private readonly listed: 'Base' | 'Table',
		private readonly credentialId: string,
		private readonly workflowId: string,
	) {}

	/** Saves a credential and a workflow with a node that reads, one that writes, and a trigger, and opens it. */
	static async of(page: Page, mistake: string, work: Work): Promise<Places> {
		const data = work.credential;
		const credentialId = await save(page, 'credentials', {
			name: mistake,
			type: 'teableApi',
			data,
		});
		const workflowId = await save(page, 'workflows', {
			name: mistake,
			nodes: nodesOf(work, { id: credentialId, name: mistake }),
			connections: {
				Start: { main: [[LISTS, READS, WRITES].map((node) => ({ node, type: 'main', index: 0 }))] },
			},
			settings: {},
		});
		const listed = work.baseId === undefined ? 'Base' : 'Table';
		const places = new Places(page, mistake, listed, credentialId, workflowId);
		await places.open();
		return places;
	}

	/** Opens the workflow, as it was saved. */
	async open(): Promise<void> {
		await this.page.goto(`/workflow/${this.workflowId}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens the credential: n8n tests it then. The dialog stays open. */
	async credentialTest(): Promise<{ message: string; dialog: Locator }> {
		await this.page.goto(`/home/credentials/${this.credentialId}`);
		const dialog = this.page.getByTestId('editCredential-modal');
		const [head, ...lines] = (await messageIn(dialog)).split('\n').map((line) => line.trim());
		await this.photograph('credential test');
		const reason = lines.filter((line) => line !== '' && line !== 'Retry').join(' ');
		return { message: reason || head, dialog };
	}

	/** What a list says instead of its entries. */
	async list(): Promise<string> {
		await openNode(this.page, LISTS);
		const list = parameter(this.page, this.listed);
		await list.getByTestId('rlc-input').click();
		const error = this.page.getByTestId('rlc-error-message').filter({ visible: true });
		const message = await error.innerText();
		await this.photograph('list');
		await list.locator('label').click();
		await error.waitFor({ state: 'hidden' });
		await closeNode(this.page);
		return message.trim();
	}

	/** What the node that writes says in place of its columns. */
	async mapper(): Promise<string> {
		await openNode(this.page, WRITES);
		const notice = this.page.getByTestId('node-parameters').locator('.notice:visible').first();
		const message = await notice.innerText();
		await this.photograph('mapper');
		await closeNode(this.page);
		return message.trim();
	}

	/** What the first warning sign in a node's panel says. */
	async warning(node: string, place: Place): Promise<string> {
		await openNode(this.page, node);
		await this.page.getByTestId('parameter-issues').first().hover();
		const message = await this.page.locator('.titled-list-item').innerText();
		await this.photograph(place);
		await closeNode(this.page);
		return message.replace(/^- /, '').trim();
	}

	/** What the mapper says of columns that are not those of the table. */
	async outdated(): Promise<string> {
		await openNode(this.page, WRITES);
		const mapper = this.page.getByTestId('mapping-fields-container');
		await mapper.locator('[data-icon="triangle-alert"]').first().hover();
		const tooltip = this.page.getByText('outdated').filter({ visible: true }).first();
		const message = await tooltip.innerText();
		await this.photograph('mapper');
		await closeNode(this.page);
		return message.trim();
	}

	/** The message of a node that fails. */
	async run(node: string): Promise<string> {
		return await this.fails(node, 'run');
	}

	/** The message of the trigger's test event. */
	async testEvent(): Promise<string> {
		return await this.fails(TRIGGER, 'trigger');
	}

	/** What n8n says when the workflow cannot be published. */
	async publish(): Promise<string> {
		await this.open();
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		const toast = this.page.getByRole('alert').filter({ visible: true });
		await toast.first().waitFor();
		const message = await toast.first().innerText();
		await this.photograph('trigger, published');
		return message;
	}

	/** Opens a node for the mistake in it to be put right. */
	async openNode(node: string): Promise<void> {
		await this.open();
		await openNode(this.page, node);
	}

	/** Executes the node that is open, which must not fail. */
	async succeeds(): Promise<void> {
		expect(await executeStep(this.page)).not.toEqual([]);
	}

	private async fails(node: string, place: string): Promise<string> {
		await openNode(this.page, node);
		const message = await failStep(this.page);
		await this.photograph(place);
		await closeNode(this.page);
		return message;
	}

	private async photograph(place: string): Promise<void> {
		if (process.env.PICTURES !== '1') return;
		mkdirSync(PICTURES, { recursive: true });
		await this.page.screenshot({
			path: join(PICTURES, `${this.mistake} - ${place}.png`.replaceAll('/', '')),
		});
	}
}

async function save(page: Page, what: string, data: object): Promise<string> {
	const answer = await page.request.post(`/rest/${what}`, { data });
	const { data: saved } = (await answer.json()) as { data: { id: string } };
	return saved.id;
}

const byId = (value = '') => ({ __rl: true, mode: value === '' ? 'list' : 'id', value });

function nodesOf(
	{ baseId, tableId, read, write, trigger }: Work,
	credential: { id: string; name: string },
): object[] {
	const common = { authentication: 'accessToken', baseId: byId(baseId), tableId: byId(tableId) };
	const teable = (
		...[name, type, typeVersion, y, more]: [string, string, number, number, object]
	) => ({
		...{ id: name, name, type: `n8n-nodes-teable.${type}`, typeVersion, position: [250, y] },
		parameters: { ...common, ...more },
		credentials: { teableApi: credential },
	});
	const record = { resource: 'record' };
	const columns = { mappingMode: 'defineBelow', value: null, matchingColumns: [], schema: [] };
	return [
		{
			...{ id: 'Start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
			...{ position: [0, 0], parameters: {} },
		},
		teable(LISTS, 'teable', 1.1, -200, {
			...{ ...record, operation: 'getAll' },
			...(baseId === undefined ? {} : { tableId: byId() }),
		}),
		teable(READS, 'teable', 1.1, 0, { ...record, operation: 'getAll', ...read }),
		teable(WRITES, 'teable', 1.1, 200, { ...record, operation: 'create', columns, ...write }),
		teable(TRIGGER, 'teableTrigger', 1, 400, { event: 'recordCreated', ...trigger }),
	];
}
