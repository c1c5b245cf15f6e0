import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeParameters, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { TeableTrigger } from '../../nodes/Teable/TeableTrigger.node.js';
import type { CredentialStore } from './n8n/credentials';
import { additionalDataFor } from './engine';

const TYPE = 'n8n-nodes-teable.teableTrigger';

const trigger = new TeableTrigger();

const nodeTypes: INodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

/** A trigger of the workflow. Its name and ID can be changed between polls. */
export interface TriggerNode {
	id: string;
	name: string;
	parameters: INodeParameters;
}

/** What n8n stores about a workflow in its database. */
type StaticData = Record<string, IDataObject>;

/**
 * A workflow that begins with the Teable Trigger, polled as n8n does: what the trigger stores stays in memory, and
 * n8n saves it when the workflow is published and together with events.
 */
export class TriggerRun {
	private memory: StaticData = {};

	private saved?: StaticData;

	private static made = 0;

	private readonly id = `trigger-${TriggerRun.made++}`;

	/** The triggers of the workflow, each of which starts its own node. */
	readonly nodes: [TriggerNode, ...TriggerNode[]];

	constructor(
		readonly parameters: INodeParameters,
		readonly credentials: CredentialStore,
		private readonly timezone = 'UTC',
	) {
		this.nodes = [{ id: 'e1a7', name: 'Teable Trigger', parameters }];
	}

	/** One poll by a trigger of the published workflow. The first poll publishes it. */
	async poll(node = this.nodes[0]): Promise<IDataObject[]> {
		const { items, workflow } = await this.run('trigger', node);
		this.memory = JSON.parse(JSON.stringify(workflow.staticData)) as StaticData;
		if (items.length > 0) this.saved = this.memory;
		this.saved ??= this.memory;
		return items;
	}

	/** Restarts n8n with what it has saved. */
	restart() {
		this.memory = this.saved ?? {};
	}

	/** A poll whose result is lost because n8n crashed before it was saved. */
	async crash(node = this.nodes[0]): Promise<IDataObject[]> {
		return (await this.run('trigger', node)).items;
	}

	/** "Fetch test event" in the editor. Any change to the stored data would stay. */
	async test(): Promise<IDataObject[]> {
		const { items, workflow } = await this.run('manual');
		this.memory = JSON.parse(JSON.stringify(workflow.staticData)) as StaticData;
		return items;
	}

	/** What the trigger stores, as n8n saves it. */
	get kept(): string {
		return JSON.stringify(this.memory);
	}

	/** What n8n's database contains. */
	keep(staticData: StaticData) {
		this.memory = staticData;
	}

	private async run(mode: 'trigger' | 'manual', { name } = this.nodes[0]) {
		const triggers = this.nodes.map(
			(node): INode => ({
				...node,
				type: TYPE,
				typeVersion: 1,
				position: [0, 0],
				credentials: Object.fromEntries(
					['teableApi', 'teableOAuth2Api', 'teableSessionApi'].map((type) => [
						type,
						{ id: type, name: type },
					]),
				),
			}),
		);
		const started = triggers.map(
			(node, index): INode => ({
				id: `started-${index}`,
				name: `After ${node.name}`,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			}),
		);
		const workflow = new Workflow({
			id: this.id,
			active: mode === 'trigger',
			nodeTypes,
			nodes: [...triggers, ...started],
			connections: Object.fromEntries(
				triggers.map((node, index) => [
					node.name,
					{ main: [[{ node: started[index].name, type: 'main', index: 0 }]] },
				]),
			),
			settings: { timezone: this.timezone },
			staticData: JSON.parse(this.kept) as StaticData,
		});
		const context = new PollContext(
			workflow,
			workflow.nodes[name],
			additionalDataFor(this.credentials),
			mode,
			mode === 'trigger' ? 'activate' : 'manual',
		);
		const output = await trigger.poll.call(context);
		return { workflow, items: (output?.[0] ?? []).map(({ json }) => json) };
	}
}
