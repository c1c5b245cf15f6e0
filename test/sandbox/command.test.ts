/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests run in Node, and start the command as a person does */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox';

/** Runs the command until it has printed `until`, or ends. */
async function run(args: string[], until?: RegExp) {
	const main = join(__dirname, '../../sandbox/main.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', main, ...args]);
	let output = '';
	const seen = new Promise<void>((resolve) => {
		const read = (text: Buffer) => {
			output += text.toString();
			if (until?.test(output)) resolve();
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
	});
	const ended = once(child, 'close') as Promise<[number]>;
	await Promise.race([seen, ended]);
	if (child.exitCode === null && until) child.kill('SIGINT');
	const [code] = await ended;
	return { output, code };
}

describe('npm run sandbox', () => {
	it('prints where to sign in, every token and the OAuth app, and stops on Ctrl-C', async () => {
		const { output, code } = await run(['--port', '0', '--version', '1.10.0'], /Ctrl-C/);
		expect(output).toMatch(/Teable sandbox 1\.10\.0/);
		expect(output).toMatch(/Server URL +http:\/\/127\.0\.0\.1:\d+/);
		expect(output.match(/teable_acc\w{16}_\S{44}/g)).toHaveLength(7);
		expect(output).toMatch(/Client ID +clt\w{16}/);
		expect(code).toBe(0);
	});

	it('says that the port is in use', async () => {
		const sandbox = await startSandbox();
		const { output, code } = await run(['--port', new URL(sandbox.url).port]);
		expect(output).toMatch(/^The port is in use\. Choose another one with '--port'/);
		expect(code).toBe(1);
		await sandbox.stop();
	});

	it('prints its usage if an option is wrong', async () => {
		const { output, code } = await run(['--version', '0.9']);
		expect(output).toMatch(/^Usage: npm run sandbox/);
		expect(code).toBe(1);
	});
});
