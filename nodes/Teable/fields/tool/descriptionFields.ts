import type { INodeProperties } from 'n8n-workflow';

import { IN_TOOLS, KNOWS_TOOLS } from '../../core/tool';

/** As a list of descriptions, which n8n's rule for lists of "names or IDs" does not mean. */
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
 * What a model is told of the node as a tool. n8n adds fields of these names to a tool that has no `toolDescription`:
 * they are repeated here with one choice more, as what n8n sets automatically is the operation's action alone, the same
 * for every table. An agent is told what stands in `toolDescription`, unless that is empty or the type is `auto`.
 *
 * @param nodeDescription the node's own; n8n puts the action in its place when a description is first set manually
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
				"What the model is told of the tool, with the columns that the table has now. To change the text, choose 'Set Manually' afterwards.",
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
