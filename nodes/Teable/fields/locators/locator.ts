import type { INodeProperties } from 'n8n-workflow';

import { urlPattern } from '../../teable/schema/id';
import { byId, byName, fromList } from './modes';

export interface LocatorText {
	displayName: string;
	name: string;
	description: string;
	/** The beginning of the IDs, e.g. `tbl`. */
	prefix: string;
	/** An article and a noun, e.g. "a table". */
	what: string;
	searchListMethod: string;
	examplePath: string;
	/** An example name, which adds the mode By Name. `byName.ts` finds the ID. */
	exampleName?: string;
	required: boolean;
}

/** A resource locator with the modes From List, By Name if there is an example name, By URL and By ID. */
export function locator(text: LocatorText): INodeProperties {
	const { prefix, what, exampleName } = text;
	const inUrl = urlPattern(prefix);
	return {
		displayName: text.displayName,
		name: text.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: text.required,
		description: text.description,
		modes: [
			fromList(what, text.searchListMethod),
			...(exampleName === undefined ? [] : [byName(exampleName)]),
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. https://app.teable.ai/${text.examplePath}`,
				extractValue: { type: 'regex', regex: inUrl },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: inUrl,
							errorMessage: `This is not the URL of ${what} in Teable, e.g. https://app.teable.ai/${text.examplePath}`,
						},
					},
				],
			},
			byId(what, prefix),
		],
	};
}
