/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, outside n8n */
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import { demoCredentials } from '../../../demo/credentials';
import type { ExampleWorkflow } from '../../../demo/examples';
import { installN8n } from '../../../demo/installN8n';
import { N8n } from '../../../demo/n8n';
import { N8nRest } from '../../../demo/n8nRest';
import { freePort } from '../../../demo/ports';
import { phase } from '../../../demo/progress';
import { choicesOf } from '../../../demo/setUp';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { stopWithTests } from '../stopWithTests';
import { startChatModel, type ChatModel, type Script } from './chatModel';
import { chatModelCredential } from './workflow';

/** On a new machine, n8n is installed first. */
export const SET_UP_MS = 20 * 60_000;

/** n8n answers 404 for a moment after a workflow with a webhook was published. */
const WEBHOOK_MS = 60_000;

/** A sandbox, a chat model, and an n8n whose agents use both. */
export class World {
	private constructor(
		readonly sandbox: Sandbox,
		/** The ID of the sandbox's table of contacts, and of its base. */
		readonly contactsId: string,
		readonly baseId: string,
		readonly model: ChatModel,
		private readonly n8n: N8n,
	) {}

	private port = 0;

	static async create(): Promise<World> {
		const installation = await installN8n(stopWithTests);
		const sandbox = await startSandbox();
		const { tableId, baseId } = await choicesOf(sandbox);
		const n8n = await N8n.create(installation, stopWithTests);
		return new World(sandbox, tableId.id, baseId.id, await startChatModel(), n8n);
	}

	/** Imports the agents' workflows, starts n8n and publishes them. */
	async publish(workflows: ExampleWorkflow[]): Promise<void> {
		await phase('Import the agents into n8n', async () => {
			const credentials = [...demoCredentials(this.sandbox), chatModelCredential(this.model.url)];
			await this.n8n.importCredentials(credentials);
			await this.n8n.importWorkflows(workflows);
		});
		await phase('Start n8n', async () => {
			this.port = await freePort();
			await this.n8n.startEditor(this.port);
			const rest = await N8nRest.signIn(this.port);
			for (const { id } of workflows) await rest.activate(id);
		});
	}

	/** Gives an agent a task, lets the model follow a script, and returns the agent's final answer. */
	async ask(workflowId: string, task: string, script: Script): Promise<string> {
		this.model.follow(script);
		const deadline = Date.now() + WEBHOOK_MS;
		for (;;) {
			const { status, data } = await axios.post<{ output?: string }>(
				`http://127.0.0.1:${this.port}/webhook/${workflowId}`,
				{ task },
				{ validateStatus: () => true },
			);
			if (status === 200 && data.output !== undefined) return data.output;
			if (status !== 404 || Date.now() > deadline) {
				throw new Error(`n8n answered ${status}: ${JSON.stringify(data)}`);
			}
			await wait(250, undefined, { signal: stopWithTests });
		}
	}

	/** The records in the table of contacts, by field name. */
	async contacts(): Promise<IDataObject[]> {
		return await this.rows(this.contactsId);
	}

	/** The records in a table, by field name. */
	async rows(tableId: string): Promise<IDataObject[]> {
		const { data } = await axios.get<{ records: Array<{ id: string; fields: IDataObject }> }>(
			`${this.sandbox.url}/api/table/${tableId}/record`,
			{ headers: { Authorization: `Bearer ${this.sandbox.tokens.full.token}` } },
		);
		return data.records.map(({ id, fields }) => ({ id, ...fields }));
	}

	async remove(): Promise<void> {
		await this.n8n.remove();
		await this.model.stop();
		await this.sandbox.stop();
	}
}
