/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs in Node, outside n8n, and prints */
import { findInstalledN8n } from './installedN8n';
import { editorUrl, OWNER } from './n8n';
import { isPortFree } from './ports';
import { phase } from './progress';
import { withDemo, type Demo } from './setUp';
import { untilStopped } from './stopSignal';

const PORT = Number(process.env.N8N_PORT || 5678);

/** Starts n8n's editor and prints where to click. Resolves when n8n has stopped. */
async function openEditor({ n8n, sandbox, choices, examples }: Demo): Promise<void> {
	const url = await phase('Start n8n', () => n8n.startEditor(PORT));
	const workflows = examples.map(
		({ does, workflow }) => `  ${url}/workflow/${workflow.id}\n    ${does}`,
	);
	console.log(`
Open ${url} and sign in:
  Email     ${OWNER.email}
  Password  ${OWNER.password}

Open a workflow, point at its node "Try it now" and click "Execute workflow" beside it:
${workflows.join('\n')}

Teable is an in-memory sandbox. Nothing is sent to a real server.
To see its tables and what your workflows have written, open
  ${sandbox.url}/base/${choices.baseId.id}

To connect the OAuth2 credential, sign in to it:
  Email     ${sandbox.account.email}
  Password  ${sandbox.account.password}

Press Ctrl-C to stop everything. Everything you create here is deleted then, in n8n and in the sandbox.`);
	await n8n.editorEnded();
}

void untilStopped(async (signal) => {
	if (!(await isPortFree(PORT))) {
		throw new Error(
			`Another program uses port ${PORT}. Stop it, or choose another port: N8N_PORT=${PORT + 1} npm start`,
		);
	}
	const installation = await findInstalledN8n();
	await withDemo(signal, openEditor, { sandbox: { n8nUrl: editorUrl(PORT) }, installation });
	if (!signal.aborted) throw new Error('n8n has stopped unexpectedly.');
});
