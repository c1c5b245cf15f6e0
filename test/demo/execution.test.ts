import { failureOf, readExecution, type Execution } from '../../demo/execution';

const task = (executionIndex: number, main: unknown[][]) => [{ executionIndex, data: { main } }];

const printed = (resultData: unknown) =>
	`n8n Task Broker ready on 127.0.0.1, port 5679\n${JSON.stringify({ data: { resultData } }, null, 2)}\nBye {}\n`;

describe('The output of n8n execute', () => {
	it('is found between log lines and read node by node, in execution order', () => {
		const execution = readExecution(
			printed({
				runData: {
					Last: task(1, [[], [{ json: { b: 2 } }]]),
					First: task(0, [[{ json: { a: 1 } }]]),
				},
			}),
		);

		expect(execution).toEqual({
			nodes: [
				{ name: 'First', items: [{ json: { a: 1 } }] },
				{ name: 'Last', items: [{ json: { b: 2 } }] },
			],
		});
	});

	it('has the error that stopped it, with its description', () => {
		const execution = readExecution(
			printed({ error: { message: 'Not there.', description: 'Look again.' }, runData: {} }),
		);

		expect(execution?.error).toBe('Not there. Look again.');
	});

	it('may contain no execution', () => {
		expect(readExecution('The workflow with the id "x" does not exist.\n')).toBeUndefined();
	});
});

describe('An execution counts as failed', () => {
	const good: Execution = { nodes: [{ name: 'Get', items: [{ json: { id: 1 } }] }] };

	it.each<[string, Execution, string | undefined]>([
		['not if its last node returned items', good, undefined],
		['if an error stopped it', { ...good, error: 'Not there.' }, 'Not there.'],
		[
			'if its last node returned no items',
			{ nodes: [...good.nodes, { name: 'Filter', items: [] }] },
			'"Filter" returned no items',
		],
		['if no node ran', { nodes: [] }, '"The workflow" returned no items'],
		[
			'if a node continued with an error item',
			{ nodes: [{ name: 'Get', items: [{ json: { error: 'Not there.' } }] }] },
			'"Get" returned an error: "Not there."',
		],
	])('%s', (_case, execution, failure) => {
		expect(failureOf(execution)).toBe(failure);
	});

	it('if it was expected to fail with an error, and did not', () => {
		expect(failureOf({ ...good, error: 'As it should. Look.' }, 'As it should.')).toBeUndefined();
		expect(failureOf({ ...good, error: 'Not there.' }, 'As it should.')).toContain('Not there.');
		expect(failureOf(good, 'As it should.')).toContain('it succeeded');
	});
});
