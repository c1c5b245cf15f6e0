import type { INode, INodeParameters } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { Credential } from '../../../demo/credentials';
import type { ExampleWorkflow } from '../../../demo/examples';

/** n8n derives this node from the Teable node, because of `usableAsTool`. */
const TEABLE_TOOL = 'n8n-nodes-teable.teableTool';

const AGENT = 'AI Agent';

/** The credential of the chat model, for a server other than OpenAI's. */
export const chatModelCredential = (url: string): Credential => ({
	id: 'chatModel',
	name: 'Chat model',
	type: 'openAiApi',
	data: { apiKey: 'none is needed', url },
});

/** A parameter that the model fills, as the editor's "Let the model define this parameter" stores it. */
export const fromModel = (
	name: string,
	description: string,
	type: 'string' | 'number' | 'boolean' | 'json' = 'string',
): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${description.replaceAll('`', '\\`')}\`, '${type}') }}`;

/** A Teable node as a tool. The model calls it by its name. */
export const teableTool = (
	name: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode =>
	node(name, TEABLE_TOOL, 1, {
		parameters: { authentication: 'session', ...parameters },
		credentials: { teableSessionApi: { id: 'teableSession', name: 'Teable Session' } },
		...more,
	});

/**
 * A workflow that passes the task in a webhook's body to an AI Agent with these tools, and answers with its output.
 */
export function agentWorkflow(id: string, agentVersion: number, tools: INode[]): ExampleWorkflow {
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 2, {
		webhookId: id,
		parameters: { httpMethod: 'POST', path: id, responseMode: 'lastNode' },
	});
	const agent = node(AGENT, '@n8n/n8n-nodes-langchain.agent', agentVersion, {
		parameters: {
			promptType: 'define',
			text: '={{ $json.body.task }}',
			options: { maxIterations: 200 },
		},
	});
	const model = node('Chat model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
		parameters: {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
			options: {},
		},
		credentials: { openAiApi: { id: 'chatModel', name: 'Chat model' } },
	});
	const toAgent = (type: (typeof NodeConnectionTypes)[keyof typeof NodeConnectionTypes]) => ({
		[type]: [[{ node: AGENT, type, index: 0 }]],
	});
	return {
		id,
		name: id,
		nodes: [webhook, agent, model, ...tools],
		connections: {
			[webhook.name]: toAgent(NodeConnectionTypes.Main),
			[model.name]: toAgent(NodeConnectionTypes.AiLanguageModel),
			...Object.fromEntries(tools.map(({ name }) => [name, toAgent(NodeConnectionTypes.AiTool)])),
		},
		settings: { executionOrder: 'v1' },
	};
}

const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...more,
});
