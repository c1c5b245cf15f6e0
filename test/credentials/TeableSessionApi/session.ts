import axios from 'axios';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { testCredential } from '../../harness/n8n/credentialTest';
import type { TestServer } from '../../harness/server';

export const SIGN_IN = '/api/auth/signin';

export const WRONG = 'not this one';

export const cookieOf = ({ sessionToken }: ICredentialDataDecryptedObject) =>
	String(sessionToken).split(' ').pop();

export const WRONG_PASSWORD =
	"Teable does not accept this email and password. Correct 'Email' or 'Password' in the credential and save it. Until then, workflows do not try them again: Teable locks an account after several wrong passwords.";

/** What tests do with a session by email and password, with which the node is signed in. */
export function sessionOf(server: TestServer) {
	const store = () => server.credentials.teableSessionApi;

	const signIns = () => server.sandbox.count('POST', SIGN_IN);

	const endSession = async () => {
		const headers = { cookie: `auth_session=${cookieOf(store())}` };
		await axios.post(`${server.sandbox.url}/api/auth/signout`, {}, { headers });
	};

	const test = async () => await testCredential('teableSessionApi', server.credentials);

	/** Different tokens, because equal reads in an execution are sent only once. */
	const manyTokens = async () => {
		const items: IDataObject[] = [];
		for (let count = 1; count <= 40; count += 1) {
			const token = {
				name: `Token ${count}`,
				scopes: ['record|read'],
				expiredTime: '2099-01-31',
			};
			const { id } = await server.ask('POST', '/access-token', token);
			items.push({ id });
		}
		return items;
	};

	beforeEach(async () => await server.signInAs('password'));

	return { store, signIns, endSession, test, manyTokens };
}
