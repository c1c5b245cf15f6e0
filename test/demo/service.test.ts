/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { Service } from '../../demo/service';

const startScript = async (script: string) =>
	await Service.start('The program', [process.execPath, '-e', script], {}, (log) =>
		log.includes('ready'),
	);

/** Ignores SIGTERM. */
const STUBBORN = `
	process.on('SIGTERM', () => console.log('asked'));
	setInterval(() => {}, 1000);
	console.log('ready');
`;

describe('A program in the background', () => {
	it('is started when it is ready, with what it has printed', async () => {
		const service = await startScript(
			`setTimeout(() => console.error('ready'), 300); console.log('starting'); setInterval(() => {}, 1000)`,
		);

		expect(service.log).toBe('starting\nready\n');

		await service.stop();
	});

	it('is an error with its output if it ends before it is ready', async () => {
		await expect(startScript('console.log("no database")')).rejects.toThrow(
			'The program did not start:\nno database',
		);
	});

	it('is asked to stop, and killed if it does not', async () => {
		const service = await startScript(STUBBORN);

		await service.stop(300);

		expect(service.log).toBe('ready\nasked\n');
		await service.ended();
	});

	it('can be killed at once', async () => {
		const service = await startScript(STUBBORN);

		await service.kill();

		expect(service.log).toBe('ready\n');
	});
});
