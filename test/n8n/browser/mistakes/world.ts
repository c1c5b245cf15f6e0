import axios from 'axios';
import type { Locator, Page } from 'playwright-core';

import type { Sandbox } from '../../../../sandbox';
import { fillIn, save } from '../credentialDialog';
import type { Place, Places, Work } from './places';

/** What a place shows; or, where a mistake cannot show there, why. */
export type Cell = string | { never: string };

/** A mistake in a workflow, what each place says of it, and what puts it right. */
export interface Mistake {
	work: Work;
	cells: Record<Place, Cell>;
	/** Reads what the list, or the mapper, says where that is not in place of its entries. */
	list?: (places: Places) => Promise<string>;
	mapper?: (places: Places) => Promise<string>;
	/** The node that fails when it is executed. Default: the one that reads. */
	failing?: string;
	/** Does what the messages say in the credential's dialog, or in Teable. */
	remedy?: (dialog: Locator) => Promise<void>;
	/** Does what they say in the panel of the node that fails. */
	remedyInNode?: (page: Page) => Promise<void>;
}

/** What the mistakes are made with. */
export class World {
	private constructor(
		readonly sandbox: Sandbox,
		readonly elsewhere: string,
		readonly tables: { projects: string; tasks: string; contacts: string },
		readonly fields: Record<string, string>,
	) {}

	/** @param elsewhere the origin of a server that is not Teable */
	static async of(sandbox: Sandbox, elsewhere: string): Promise<World> {
		const get = async (path: string) => (await ask<Named[]>(sandbox, 'GET', path)).map(named);
		const bases = Object.fromEntries(await get('/base/access/all'));
		const inProjects = Object.fromEntries(await get(`/base/${bases.Projects}/table`));
		const inCrm = Object.fromEntries(await get(`/base/${bases.CRM}/table`));
		const { Tasks: tasks } = inProjects;
		const fields = Object.fromEntries(await get(`/table/${tasks}/field`));
		const tables = { projects: bases.Projects, tasks, contacts: inCrm.Contacts };
		return new World(sandbox, elsewhere, tables, fields);
	}

	/** One that works. */
	get credential() {
		return { baseUrl: this.sandbox.url, accessToken: this.sandbox.tokens.full.token };
	}

	/** A mistake of the credential: it shows everywhere in the same words, and is put right in the dialog. */
	inCredential(wrong: { baseUrl?: string; accessToken?: string }, message: string): Mistake {
		const { url, tokens } = this.sandbox;
		return {
			work: { credential: { ...this.credential, ...wrong }, tableId: this.tables.contacts },
			cells: everywhere(message),
			remedy: this.fillIn({ 'Server URL': url, 'Access Token': tokens.full.token }),
		};
	}

	/** Fills in and saves the credential, which works then. */
	readonly fillIn = (values: Record<string, string>) => async (dialog: Locator) => {
		await fillIn(dialog, values);
		await save(dialog);
		await dialog.getByText('Connection tested successfully').waitFor();
	};

	async createToken(scopes: string[]): Promise<string> {
		const expiredTime = '2099-12-31T00:00:00.000Z';
		const terms = { name: 'Few scopes', scopes, hasFullAccess: true, expiredTime };
		const { token } = await ask<{ token: string }>(this.sandbox, 'POST', '/access-token', terms);
		return token;
	}

	/** The ID of a field of the tasks that is there no more. */
	async createAndDeleteField(name: string): Promise<string> {
		const fields = `/table/${this.tables.tasks}/field`;
		const terms = { name, type: 'singleLineText' };
		const { id } = await ask<Named>(this.sandbox, 'POST', fields, terms);
		await ask(this.sandbox, 'DELETE', `${fields}/${id}`);
		return id;
	}
}

/** The same words in each place. */
export const everywhere = (message: string): Record<Place, Cell> => ({
	...{ 'credential test': message, list: message, mapper: message, run: message, trigger: message },
});

interface Named {
	id: string;
	name: string;
}

const named = ({ id, name }: Named): [string, string] => [name, id];

/** Asks the sandbox as its signed-in user. */
async function ask<T>(sandbox: Sandbox, method: string, path: string, data?: object): Promise<T> {
	const headers = { Cookie: `auth_session=${encodeURIComponent(await sandbox.signIn())}` };
	const answer = await axios.request<T>({
		method,
		url: `${sandbox.url}/api${path}`,
		data,
		headers,
	});
	return answer.data;
}
