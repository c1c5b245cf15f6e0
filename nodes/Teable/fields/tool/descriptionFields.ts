import type { INodeProperties } from 'n8n-workflow';

import { IN_TOOLS, KNOWS_TOOLS } from '../../core/tool';

/** A list of descriptions. n8n's rule about "Name or ID" labels does not apply to it. */
const listed: Pick<INodeProperties, 'type' | 'typeOptions'> = {
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getToolDescriptions',
		loadOptionsDependsOn: ['resource', 'operation', 'spaceId', 'baseId', 'tableId'],
	},
};

const FROM_LIST = 'list';

const MANUAL = 'manual';

/**
 * The description of the node as a tool. n8n adds fields with these names to a tool that has no `toolDescription`. They
 * are repeated here with one more option, because n8n's automatic description is only the operation's action, the same
 * for every table. An agent gets the text in `toolDescription`, unless it is empty or the type is `auto`.
 *
 * @param nodeDescription the node's own; n8n replaces it with the action when a description is first set manually
 */
export function toolDescriptionFields(nodeDescription: string): INodeProperties[] {
	// Without them n8n adds its own.
	if (!KNOWS_TOOLS) return [];
	const type: INodeProperties = {
		displayName: 'Tool Description',
		name: 'descriptionType',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Set Automatically',
				value: 'auto',
				description: 'Automatically set based on resource and operation',
			},
			{
				name: 'Set From List',
				value: FROM_LIST,
				description:
					'Choose a description that names the table and its columns, with their types and choices',
			},
			{ name: 'Set Manually', value: MANUAL, description: 'Manually set the description' },
		],
		default: 'auto',
		displayOptions: { show: IN_TOOLS },
	};
	return [
		type,
		{
			displayName: 'Description',
			name: 'toolDescription',
			...listed,
			noDataExpression: true,
			default: '',
			description:
				"The description that the model gets, with the current columns of the table. To edit the text, choose 'Set Manually' afterwards.",
			displayOptions: { show: { ...IN_TOOLS, descriptionType: [FROM_LIST] } },
		},
		{
			displayName: 'Description',
			name: 'toolDescription',
			type: 'string',
			default: nodeDescription,
			required: true,
			typeOptions: { rows: 2 },
			description:
				'Explain to the LLM what this tool does, a good, specific description would allow LLMs to produce expected results much more often',
			displayOptions: { show: { ...IN_TOOLS, descriptionType: [MANUAL] } },
		},
	];
}
