/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, outside n8n */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { uniqBy } from 'lodash';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { catalogue } from '../nodes/Teable/resources';
import { requestOptions } from '../nodes/Teable/fields/requestOptions';
import { events } from '../nodes/Teable/trigger';

/** The page that lists every field and option as the panel describes it. */
export const REFERENCE = join(__dirname, 'reference.md');

/** Its text, created from the descriptions of the nodes. */
export async function reference(): Promise<string> {
	const parts = [
		'# Reference',
		'Every operation and event with its fields and options, as the panel describes them. `npm run docs` writes this page.',
		`Every operation and event also has ${requestOptions.map(({ displayName }) => `**${displayName}**`).join(' and ')}:`,
		listOf(requestOptions),
		...catalogue.flatMap(({ name, operations }) => [
			`## ${name}`,
			...operations.flatMap((operation) => sectionOf(`${name}: ${operation.name}`, operation)),
		]),
		'## Trigger',
		...events.flatMap((event) => sectionOf(event.name, event)),
	];
	const page = parts.filter((part) => part !== '').join('\n\n');
	return await format(page, { ...(await resolveConfig(REFERENCE)), parser: 'markdown' });
}

interface Described {
	description: string;
	properties: INodeProperties[];
	options?: INodeProperties[];
}

const sectionOf = (title: string, { description, properties, options = [] }: Described) => [
	`### ${title}`,
	`${description}${description.endsWith('.') ? '' : '.'}`,
	listOf(properties),
	options.length === 0 ? '' : '**Options**',
	listOf(options),
];

/** An entry for each field. A field that differs depending on another one is listed once. */
function listOf(properties: INodeProperties[]): string {
	const shown = properties.filter(({ type }) => type !== 'hidden' && type !== 'notice');
	return uniqBy(shown, ({ displayName, description }) => `${displayName} ${description}`)
		.map(({ displayName, description, ...rest }) =>
			[`- **${displayName}**: ${plain(description)}`, ...choicesOf(rest)].join('\n'),
		)
		.join('\n');
}

/** The entries of a menu, or the fields of a collection. */
function choicesOf({ type, options = [] }: Pick<INodeProperties, 'type' | 'options'>): string[] {
	switch (type) {
		case 'options':
		case 'multiOptions':
			return (options as INodePropertyOptions[]).map(choice);
		case 'collection':
			return uniqBy(options as INodeProperties[], 'displayName').map(field);
		case 'fixedCollection':
			return uniqBy(
				(options as INodePropertyCollection[]).flatMap(({ values }) => values),
				'displayName',
			).map(field);
		default:
			return [];
	}
}

const choice = ({ name, description }: INodePropertyOptions): string =>
	`  - _${plain(name)}_${description ? `: ${plain(description)}` : ''}`;

const field = ({ displayName, description }: INodeProperties): string =>
	choice({ name: displayName, value: '', description });

/** A description as Markdown: only its links have a meaning, all other characters are escaped. */
const plain = (text = ''): string =>
	text
		.replace(/[*_{}<]/g, (character) => `\\${character}`)
		.replace(/\\<a href="([^"]+)"[^>]*>([^<]*)\\<\/a>/g, '[$2]($1)')
		.replace(/\n/g, ' ');

if (require.main === module) {
	void reference().then(async (text) => await writeFile(REFERENCE, text));
}
