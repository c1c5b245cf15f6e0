/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { once } from 'node:events';

import { run, start, stop } from '../../demo/child';

const isRunning = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

/** Prints its own process ID and its child's, then waits. */
const PARENT_AND_CHILD = `
	const { spawn } = require('node:child_process');
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
	process.on('SIGTERM', () => child.once('exit', () => process.exit(0)));
	console.log(process.pid, child.pid);
`;

describe('A program that the demo starts', () => {
	it('is stopped together with its children', async () => {
		const child = start(process.execPath, ['-e', PARENT_AND_CHILD], {});
		const [printed] = (await once(child.stdout!, 'data')) as [Buffer];
		const pids = printed.toString().trim().split(' ').map(Number);
		expect(pids.map(isRunning)).toEqual([true, true]);

		await stop(child);

		expect(pids.map(isRunning)).toEqual([false, false]);
	});

	it('is stopped with the demo', async () => {
		const stopped = new AbortController();
		const running = run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
			signal: stopped.signal,
		});

		stopped.abort();

		await expect(running).rejects.toThrow('aborted');
	});

	it('is not started after the demo has stopped', () => {
		expect(() => start(process.execPath, ['-v'], { signal: AbortSignal.abort() })).toThrow(
			'aborted',
		);
	});

	it('is reported with its output and exit code', async () => {
		const script = 'console.log("out"); console.error("err"); process.exitCode = 3';

		expect(await run(process.execPath, ['-e', script], {})).toEqual({
			exitCode: 3,
			stdout: 'out\n',
			stderr: 'err\n',
		});
	});

	it('is an error if it does not exist', async () => {
		await expect(run('no-such-program', [], {})).rejects.toThrow('ENOENT');
	});
});
