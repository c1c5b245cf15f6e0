import { fastify } from 'fastify';

/** A tool as described to a chat model: everything the model knows before it calls the tool. */
export interface Tool {
	name: string;
	description: string;
	/** A JSON schema of the arguments. */
	parameters: {
		type: string;
		properties: Record<string, { type?: string; anyOf?: unknown[]; description?: string }>;
		required?: string[];
	};
}

/** The state of a conversation when it is the model's turn. */
export interface Turn {
	/** What the user wants. */
	task: string;
	tools: Tool[];
	/** The results of the calls so far, in order, as the model reads them. */
	answers: string[];
}

/** What a model does when it is its turn: it calls a tool, or gives its final answer. */
export type Move = { tool: string; input: Record<string, unknown> } | { say: string };

/** Makes the moves instead of a language model. It knows only what it is sent. */
export type Script = (turn: Turn) => Move;

interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | Array<{ text: string }>;
}

interface ChatRequest {
	model: string;
	messages: Message[];
	tools?: Array<{ function: Tool }>;
}

/** A server for OpenAI's chat completions, whose model follows a script. */
export interface ChatModel {
	/** For the credential's 'Base URL'. */
	url: string;
	/** All turns since the script was set. */
	turns: Turn[];
	follow: (script: Script) => void;
	stop: () => Promise<void>;
}

export async function startChatModel(): Promise<ChatModel> {
	const turns: Turn[] = [];
	let script: Script = () => ({ say: 'Nobody told me what to do.' });
	const server = fastify();

	server.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body }) => {
		const turn = turnOf(body);
		turns.push(turn);
		const move = script(turn);
		return {
			id: `chatcmpl-${turns.length}`,
			object: 'chat.completion',
			created: 0,
			model: body.model,
			choices: [
				{
					index: 0,
					finish_reason: 'say' in move ? 'stop' : 'tool_calls',
					message: messageOf(move, `call_${turns.length}`),
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});

	const origin = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		url: `${origin}/v1`,
		turns,
		follow(next) {
			turns.splice(0);
			script = next;
		},
		stop: async () => await server.close(),
	};
}

function turnOf({ messages, tools = [] }: ChatRequest): Turn {
	const by = (role: Message['role']) =>
		messages.filter((message) => message.role === role).map(textOf);
	return {
		task: by('user').join('\n'),
		tools: tools.map(({ function: tool }) => tool),
		answers: by('tool'),
	};
}

const textOf = ({ content }: Message): string =>
	typeof content === 'string' ? content : content.map(({ text }) => text).join('');

const messageOf = (move: Move, id: string) =>
	'say' in move
		? { role: 'assistant', content: move.say }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id,
						type: 'function',
						function: { name: move.tool, arguments: JSON.stringify(move.input) },
					},
				],
			};
