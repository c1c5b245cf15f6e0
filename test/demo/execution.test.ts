import { failureOf, readExecution, type Execution } from '../../demo/execution';

const task = (executionIndex: number, main: unknown[][]) => [{ executionIndex, data: { main } }];

const printed = (resultData: unknown) =>
	`n8n Task Broker ready on 127.0.0.1, port 5679\n${JSON.stringify({ data: { resultData } }, null, 2)}\nBye {}\n`;

describe('What n8n printed of an execution', () => {
	it('is read between the lines of its log, node by node as they ran', () => {
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

	it('gives the error that stopped it, with its remedy', () => {
		const execution = readExecution(
			printed({ error: { message: 'Not there.', description: 'Look again.' }, runData: {} }),
		);

		expect(execution?.error).toBe('Not there. Look again.');
	});

	it('may hold no execution at all', () => {
		expect(readExecution('The workflow with the id "x" does not exist.\n')).toBeUndefined();
	});
});

describe('An execution counts as failed', () => {
	const good: Execution = { nodes: [{ name: 'Get', items: [{ json: { id: 1 } }] }] };

	it.each<[string, Execution, string | undefined]>([
		['not when its last node gave items', good, undefined],
		['when an error stopped it', { ...good, error: 'Not there.' }, 'Not there.'],
		[
			'when its last node gave no items',
			{ nodes: [...good.nodes, { name: 'Filter', items: [] }] },
			'"Filter" gave no items',
		],
		['when no node ran', { nodes: [] }, '"The workflow" gave no items'],
		[
			'when a node went on with an error item',
			{ nodes: [{ name: 'Get', items: [{ json: { error: 'Not there.' } }] }] },
			'"Get" gave an error: "Not there."',
		],
	])('%s', (_case, execution, failure) => {
		expect(failureOf(execution)).toBe(failure);
	});

	it('not when it was meant to fail and did, and when it went through instead', () => {
		expect(failureOf({ ...good, error: 'As it should. Look.' }, 'As it should.')).toBeUndefined();
		expect(failureOf({ ...good, error: 'Not there.' }, 'As it should.')).toContain('Not there.');
		expect(failureOf(good, 'As it should.')).toContain('it went through');
	});
});
