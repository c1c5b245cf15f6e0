import type { INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../core/operation';
import { chosenBaseId, chosenSpaceId } from '../../fields/locators/chosenIds';
import { spaceLocator, wholeBaseLocator } from '../../fields/locators/tableLocators';
import type { TeableClient } from '../../teable/http/client';
import { path } from '../../teable/http/path';
import { isEmptyAnswer } from '../../teable/http/recovery';
import { fetchBase, fetchLinksLostByMove } from '../../teable/schema/base';
import { defineOperation } from '../operation';

const linksAsText: INodeProperties = {
	displayName: 'Turn Links Between Bases Into Text',
	name: 'linksAsText',
	type: 'boolean',
	default: false,
	description:
		'Whether to move the base even if link fields between it and other bases become text, on both sides. Moving the base back does not restore the links.',
};

export const move = defineOperation({
	name: 'Move',
	value: 'move',
	action: 'Move base to another space',
	description:
		'Move a base with all of its content to another space. All IDs stay the same. Its collaborators become those of the new space.',
	properties: [wholeBaseLocator, { ...spaceLocator, description: 'The space to move the base to' }],
	options: [linksAsText],
	async each(context) {
		const { client, param } = context;
		const id = chosenBaseId(param);
		const spaceId = chosenSpaceId(param);
		const mayLose = param.options.flag(linksAsText.name, linksAsText.displayName);
		const before = await fetchBase(client, id);
		if (before.spaceId === spaceId) return before;
		if (!mayLose) await refuseLosses(context, id, spaceId);
		await client.put(
			path`/base/${id}/move`,
			{ spaceId },
			{
				fits: isDone,
				look: async () => ((await fetchBase(client, id)).spaceId === spaceId ? '' : undefined),
			},
		);
		return { ...before, spaceId };
	},
});

/** The response of 1.10 is empty, that of 2026 servers is `{}`. */
const isDone = (answer: unknown) =>
	isEmptyAnswer(answer) || (typeof answer === 'object' && JSON.stringify(answer) === '{}');

async function refuseLosses(
	{ client, param }: ItemContext<TeableClient>,
	baseId: string,
	spaceId: string,
) {
	const lost = await fetchLinksLostByMove(client, baseId, spaceId);
	if (lost.length === 0) return;
	const names = lost.map(
		({ fieldName, tableName, baseName }) =>
			`'${fieldName}' in table '${tableName}' of base '${baseName}'`,
	);
	throw param.failure(
		`Moving the base to another space would permanently turn links between it and other bases into text: ${names.join(', ')}`,
		`Remove these fields first, or turn on '${linksAsText.displayName}' under 'Options'.`,
	);
}
