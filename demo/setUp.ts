import axios from 'axios';

import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';
import { demoCredentials } from './credentials';
import {
	EXAMPLES,
	readExample,
	type Choices,
	type Example,
	type ExampleWorkflow,
	type Named,
} from './examples';
import { installN8n, type N8nInstallation } from './installN8n';
import { N8n } from './n8n';
import { phase } from './progress';

export interface Demo {
	n8n: N8n;
	sandbox: Sandbox;
	/** What the examples work on. */
	choices: Choices;
	examples: Array<Example & { workflow: ExampleWorkflow }>;
}

export interface DemoOptions {
	/** Options for the sandbox. */
	sandbox?: SandboxOptions;
	/** The n8n to use instead of the one in the cache folder. */
	installation?: N8nInstallation;
}

/**
 * Sets up a sandbox and an n8n with this package, the credentials and the examples, calls `use`, and always
 * removes everything afterwards.
 */
export async function withDemo(
	signal: AbortSignal,
	use: (demo: Demo) => Promise<void>,
	options: DemoOptions = {},
): Promise<void> {
	const demo = await setUpDemo(signal, options);
	try {
		await use(demo);
	} finally {
		await removeDemo(demo);
	}
}

/**
 * Sets up a sandbox and an n8n with this package, the credentials and the examples.
 *
 * @returns what `removeDemo` takes
 */
export async function setUpDemo(signal: AbortSignal, options: DemoOptions = {}): Promise<Demo> {
	const installation = options.installation ?? (await installN8n(signal));
	const sandbox = await startSandbox(options.sandbox ?? {});
	const n8n = await N8n.create(installation, signal);
	let isSetUp = false;
	try {
		const demo = await importDemo(n8n, sandbox);
		isSetUp = true;
		return demo;
	} finally {
		if (!isSetUp) await removeDemo({ n8n, sandbox });
	}
}

/** Imports the credentials for a sandbox and the examples into an n8n. */
export async function importDemo(n8n: N8n, sandbox: Sandbox): Promise<Demo> {
	const choices = await choicesOf(sandbox);
	const examples = await Promise.all(
		EXAMPLES.map(async (example) => ({
			...example,
			workflow: await readExample(example, choices),
		})),
	);
	await phase('Import credentials and examples into n8n', async () => {
		await n8n.importCredentials(demoCredentials(sandbox));
		await n8n.importWorkflows(examples.map(({ workflow }) => workflow));
	});
	return { n8n, sandbox, choices, examples };
}

/** Stops n8n and the sandbox, and deletes their data. */
export async function removeDemo({ n8n, sandbox }: Pick<Demo, 'n8n' | 'sandbox'>): Promise<void> {
	await n8n.remove();
	await sandbox.stop();
}

/** What the examples use: a token, and the table Contacts in the base CRM. */
export async function choicesOf({ url, tokens }: Sandbox): Promise<Choices> {
	const headers = { Authorization: `Bearer ${tokens.full.token}` };
	const find = async (path: string, name: string): Promise<Named> => {
		const { data } = await axios.get<Named[]>(`${url}/api${path}`, { headers });
		const found = data.find((candidate) => candidate.name === name);
		if (!found) throw new Error(`The sandbox has no '${name}' at ${path}.`);
		return found;
	};
	const baseId = await find('/base/access/all', 'CRM');
	const tableId = await find(`/base/${baseId.id}/table`, 'Contacts');
	return { accessTokenId: tokens.oneBase, baseId, tableId };
}
