import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import './oldestN8n';
import { describeResources } from './core/description';
import { runOperation } from './core/run';
import { authentication, credentials } from './fields/authentication';
import { resourceMapping } from './fields/columnMapper';
import { fieldLists } from './fields/fieldLists';
import { listSearch, loadOptions } from './fields/listSearch';
import { chosenPatience, requestOptions } from './fields/requestOptions';
import { catalogue } from './resources';
import { TeableClient } from './teable/http/client';
import type { Authentication } from './teable/http/types';

export class Teable implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Teable',
		name: 'teable',
		icon: { light: 'file:../../icons/teable.svg', dark: 'file:../../icons/teable.dark.svg' },
		group: ['transform'],
		version: 1,
		// In the words of the menus: "get many: access token", where the values are `getAll` and `accessToken`.
		subtitle:
			'={{ ($parameter["operation"].replace("getAll", "getMany").replace("upsert", "createOrUpdate") + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Read and write records, files and comments in Teable, and manage access tokens',
		defaults: { name: 'Teable' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...describeResources(catalogue, requestOptions)],
	};

	methods = { listSearch, loadOptions: { ...loadOptions, ...fieldLists }, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const chosen = this.getNodeParameter('authentication', 0) as Authentication;
		const client = await TeableClient.connect(this, chosen, chosenPatience(this));
		return [await runOperation(this, catalogue, client)];
	}
}
