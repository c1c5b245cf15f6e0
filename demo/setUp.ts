import { startSandbox, type Sandbox } from '../sandbox';
import { demoCredentials } from './credentials';
import { EXAMPLES, readExample, type Example, type ExampleWorkflow } from './examples';
import { installN8n } from './installN8n';
import { N8n } from './n8n';
import { phase } from './progress';

export interface Demo {
	n8n: N8n;
	sandbox: Sandbox;
	examples: Array<Example & { workflow: ExampleWorkflow }>;
}

/**
 * Sets up a sandbox and an n8n with this package, the credentials and the examples in it, lets `use` work
 * with them, and removes all of it again, whatever happened.
 */
export async function withDemo(
	signal: AbortSignal,
	use: (demo: Demo) => Promise<void>,
): Promise<void> {
	const installation = await installN8n(signal);
	const sandbox = await startSandbox();
	try {
		const n8n = await N8n.create(installation, signal);
		try {
			const examples = await Promise.all(
				EXAMPLES.map(async (example) => ({
					...example,
					workflow: await readExample(example, sandbox.tokens.oneBase),
				})),
			);
			await phase('Import the credentials and the examples into n8n', async () => {
				await n8n.importCredentials(demoCredentials(sandbox));
				await n8n.importWorkflows(examples.map(({ workflow }) => workflow));
			});
			await use({ n8n, sandbox, examples });
		} finally {
			await n8n.remove();
		}
	} finally {
		await sandbox.stop();
	}
}
