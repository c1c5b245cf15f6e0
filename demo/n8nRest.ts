import axios, {
	type AxiosError,
	type AxiosInstance,
	type AxiosRequestConfig,
	type Method,
} from 'axios';
import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';

import type { Credential } from './credentials';
import type { ExampleWorkflow } from './examples';
import { toExecution, type Execution } from './execution';
import { OWNER } from './n8n';

interface Answer<T> {
	data: T;
}

type Asked = Pick<AxiosRequestConfig, 'params' | 'data'>;

/** Talks to a running n8n as its editor does: through the routes below `/rest`, signed in as the owner. */
export class N8nRest {
	private constructor(private readonly http: AxiosInstance) {}

	static async signIn(port: number): Promise<N8nRest> {
		const baseURL = `http://127.0.0.1:${port}/rest`;
		const { email, password } = OWNER;
		const { headers } = await axios.post(`${baseURL}/login`, {
			emailOrLdapLoginId: email,
			password,
		});
		const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
		const http = axios.create({ baseURL, headers: { Cookie: cookies.join('; ') } });
		http.interceptors.response.use(undefined, withMessage);
		return new N8nRest(http);
	}

	/** Saves a new workflow, as the editor does when one is pasted or imported, and returns its ID. */
	async createWorkflow({ name, nodes, connections, settings }: ExampleWorkflow): Promise<string> {
		const data = { name, nodes, connections, settings, active: false };
		return (await this.request<{ id: string }>('POST', '/workflows', { data })).id;
	}

	/** Publishes a workflow. n8n answers before the trigger's first poll is done. */
	async activate(workflowId: string): Promise<void> {
		const path = `/workflows/${workflowId}`;
		const { versionId } = await this.request<{ versionId: string }>('GET', path);
		const { status } = await this.http.post(
			`${path}/activate`,
			{ versionId },
			{ validateStatus: (answered) => answered < 300 || answered === 404 },
		);
		// n8n 1.x doesn't have this route.
		if (status === 404) await this.http.patch(path, { active: true, versionId });
	}

	/** Runs n8n's test of a credential, as when it is saved. */
	async testCredential(credentials: Credential): Promise<{ status: string; message: string }> {
		return await this.request('POST', '/credentials/test', { data: { credentials } });
	}

	/** The names of all nodes or credentials in the editor. */
	async typesOf(what: 'nodes' | 'credentials'): Promise<string[]> {
		const baseURL = this.http.defaults.baseURL?.replace(/rest$/, 'types');
		const { data: types } = await this.http.get<Array<{ name: string }>>(`/${what}.json`, {
			baseURL,
		});
		return types.map(({ name }) => name);
	}

	/** The finished executions of a workflow that n8n has saved, oldest first. */
	async executions(workflowId: string): Promise<Execution[]> {
		const filter = JSON.stringify({ workflowId });
		const { results } = await this.request<{
			results: Array<{ id: string; stoppedAt: string | null }>;
		}>('GET', '/executions', { params: { filter, limit: 100 } });
		const ended = results.filter(({ stoppedAt }) => stoppedAt !== null).reverse();
		return await Promise.all(
			ended.map(async ({ id }) => {
				const { data } = await this.request<{ data: string }>('GET', `/executions/${id}`);
				return toExecution(parse(data) as IRunExecutionData);
			}),
		);
	}

	/** Sends a request to a route such as `/workflows/abc`, and returns the answer. */
	async request<T>(method: Method, path: string, asked: Asked = {}): Promise<T> {
		const { data: answer } = await this.http.request<Answer<T>>({ method, url: path, ...asked });
		return answer.data;
	}
}

/** Adds n8n's message to an error. */
async function withMessage(error: AxiosError<{ message?: string }>): Promise<never> {
	error.message += `: ${error.response?.data?.message ?? 'no answer'}`;
	return await Promise.reject(error);
}
