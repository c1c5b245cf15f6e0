import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import './oldestN8n';
import { authentication, usedFor } from './fields/authentication';
import { fieldLists } from './fields/lists/fieldLists';
import { listSearch, loadOptions } from './fields/lists/listSearch';
import { requestOptions } from './fields/requestOptions';
import { defaultEvent, events } from './trigger';
import { describeEvents } from './trigger/polling/describe';
import { credentialTest } from './teable/http/signIn/credentialTest';
import { runPoll } from './trigger/polling/run';

export class TeableTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Teable Trigger',
		name: 'teableTrigger',
		icon: { light: 'file:../../icons/teable.svg', dark: 'file:../../icons/teable.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"].replace(/[A-Z]/g, " $&").toLowerCase() }}',
		// In the nodes panel, n8n shows this description under "Teable", for the node and the trigger together.
		description:
			'Work with records, files, tables and access tokens in Teable, or start a workflow when they change',
		defaults: { name: 'Teable Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'teableApi', testedBy: 'testAccessToken', ...usedFor('accessToken') },
			{ name: 'teableOAuth2Api', ...usedFor('oAuth2') },
			{ name: 'teableSessionApi', testedBy: 'testSession', ...usedFor('session') },
		],
		properties: [authentication, ...describeEvents(events, defaultEvent, requestOptions)],
	};

	methods = { credentialTest, listSearch, loadOptions: { ...loadOptions, ...fieldLists } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await runPoll(this, events);
	}
}
