import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import './oldestN8n';
import { describeResources } from './core/description';
import { Parameters } from './core/parameters';
import { runOperation } from './core/run';
import { withToolMenus } from './core/toolMenus';
import { authentication, chosenAuthentication, usedFor } from './fields/authentication';
import { resourceMapping } from './fields/columns/columnMapper';
import { fieldLists } from './fields/lists/fieldLists';
import { searchableMenus } from './fields/lists/searchableMenus';
import { listSearch, loadOptions } from './fields/lists/listSearch';
import { trashList } from './fields/lists/trashList';
import { chosenPatience, requestOptions } from './fields/requestOptions';
import { toolDescriptionFields } from './fields/tool/descriptionFields';
import { descriptionList } from './fields/tool/descriptionList';
import { catalogue } from './resources';
import { accessToken } from './resources/accessToken';
import { record } from './resources/record';
import { TeableClient } from './teable/http/client';
import { credentialTest } from './teable/http/signIn/credentialTest';

const DEFAULT_RESOURCES = [
	{ versions: [1], resource: accessToken.value },
	{ versions: [1.1], resource: record.value },
];

const DESCRIPTION =
	'Read and write records, files and comments in Teable, and manage bases, tables, fields, views, collaborators, access tokens and the trash';

export class Teable implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Teable',
		name: 'teable',
		icon: { light: 'file:../../icons/teable.svg', dark: 'file:../../icons/teable.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		// Uses the words of the menus, e.g. "get many: access token" for the values `getAll` and `accessToken`. n8n adds
		// "Custom API Call" to both menus, and sets no operation for that resource.
		subtitle:
			'={{ [$parameter["operation"], $parameter["resource"]].filter((word) => word).join(": ").replace("getAll", "getMany").replace("upsert", "createOrUpdate").replace("__CUSTOM_API_CALL__", "customApiCall").replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: DESCRIPTION,
		defaults: { name: 'Teable' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// n8n's linter finds the credential tests only if the list is written out here.
		credentials: [
			{ name: 'teableApi', testedBy: 'testAccessToken', ...usedFor('accessToken') },
			{ name: 'teableOAuth2Api', ...usedFor('oAuth2') },
			{ name: 'teableSessionApi', testedBy: 'testSession', ...usedFor('session') },
		],
		properties: [
			...toolDescriptionFields(DESCRIPTION),
			...withToolMenus([
				authentication,
				...describeResources(catalogue, DEFAULT_RESOURCES, requestOptions),
			]),
		],
	};

	methods = {
		credentialTest,
		listSearch: { ...listSearch, ...trashList, ...searchableMenus },
		loadOptions: { ...loadOptions, ...fieldLists, ...descriptionList(catalogue) },
		resourceMapping,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const param = new Parameters(this, 0);
		const chosen = chosenAuthentication(param);
		const client = await TeableClient.connect(this, chosen, chosenPatience(param));
		return [await runOperation(this, catalogue, client)];
	}
}
