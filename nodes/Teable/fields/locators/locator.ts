import type { INodeProperties } from 'n8n-workflow';

import { idPattern, urlPattern } from '../../teable/schema/id';

/** The locator mode By Name. */
export const NAME_MODE = 'name';

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
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${what}`,
				typeOptions: { searchListMethod: text.searchListMethod, searchable: true },
			},
			...(exampleName === undefined
				? []
				: [
						{
							displayName: 'By Name',
							name: NAME_MODE,
							type: 'string' as const,
							placeholder: `e.g. ${exampleName}`,
						},
					]),
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
							errorMessage: `This is not the URL of ${what} in Teable`,
						},
					},
				],
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${prefix}AbCdEfGhIjKlMnOp`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `^\\s*${idPattern(prefix)}\\s*$`,
							errorMessage: `The ID of ${what} is "${prefix}" followed by 16 letters or digits`,
						},
					},
				],
			},
		],
	};
}
