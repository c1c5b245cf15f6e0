import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	INodeType,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';

import { TeableApi } from '../../../credentials/TeableApi.credentials';
import { TeableOAuth2Api } from '../../../credentials/TeableOAuth2Api.credentials';
import { TeableSessionApi } from '../../../credentials/TeableSessionApi.credentials';
import type { Sandbox } from '../../../sandbox';

/** The package's credential types, by name. */
export const TYPES: Record<string, ICredentialType> = {
	teableApi: new TeableApi(),
	teableOAuth2Api: new TeableOAuth2Api(),
	teableSessionApi: new TeableSessionApi(),
};

/** What the user has entered, by credential type. n8n's changes (a session, new OAuth tokens) are stored here too. */
export type CredentialStore = Record<string, ICredentialDataDecryptedObject>;

/** Credentials for the demo account of a sandbox, one of each type. */
export async function credentialsFor(
	sandbox: Sandbox,
	token = sandbox.tokens.full.token,
): Promise<CredentialStore> {
	const { accessToken, refreshToken } = await sandbox.grantOAuth();
	return {
		teableApi: { baseUrl: sandbox.url, accessToken: token },
		teableSessionApi: {
			baseUrl: sandbox.url,
			signInWith: 'password',
			email: sandbox.account.email,
			password: sandbox.account.password,
			sessionToken: '',
		},
		teableOAuth2Api: {
			baseUrl: sandbox.url,
			clientId: sandbox.oauth.clientId,
			clientSecret: sandbox.oauth.clientSecret,
			oauthTokenData: {
				access_token: accessToken,
				refresh_token: refreshToken,
				token_type: 'Bearer',
			},
		},
	};
}

/** Runs the credentials' own code as n8n does, with an in-memory store. */
export class StoredCredentials extends ICredentialsHelper {
	constructor(private readonly store: CredentialStore) {
		super();
	}

	getParentTypes(name: string): string[] {
		return TYPES[name].extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = TYPES[typeName];
		if (typeof authenticate !== 'function') throw new Error(`${typeName} does not authenticate`);
		return await authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	/**
	 * As n8n does: signs in if the expirable property is empty or a 401 is returned. n8n intends to do so in the test
	 * of a credential too, but looks for a type that the test's node doesn't have.
	 */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = TYPES[typeName];
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		if (output[expirable.name] === undefined) return undefined;
		Object.assign(this.store[typeName], output);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await TYPES[typeName].preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('The engine asks for decrypted credentials only');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		return resolved(type, this.store[type]);
	}

	async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store[type] = data;
	}

	async updateCredentialsOauthTokenData(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store[type] = { ...this.store[type], ...data };
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return TYPES[type].properties;
	}
}

/** A placeholder node, with which n8n resolves the expressions in a credential. */
const NO_NODE: INode = {
	id: '',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A credential as a node receives it: with defaults and resolved expressions. */
export function resolved(
	type: string,
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const noType = { description: { properties: [] } } as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [NO_NODE],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => noType,
			getByNameAndVersion: () => noType,
			getKnownTypes: () => ({}),
		},
	});
	const filledIn = NodeHelpers.getNodeParameters(
		TYPES[type].properties,
		structuredClone(stored) as INodeParameters,
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;
	if (stored.oauthTokenData !== undefined) filledIn.oauthTokenData = stored.oauthTokenData;
	return workflow.expression.getComplexParameterValue(
		NO_NODE,
		filledIn as INodeParameters,
		'internal',
		{},
		undefined,
		undefined,
		filledIn,
	) as ICredentialDataDecryptedObject;
}
