/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { TeableApi } from '../../credentials/TeableApi.credentials';
import { TeableOAuth2Api } from '../../credentials/TeableOAuth2Api.credentials';
import { TeableSessionApi } from '../../credentials/TeableSessionApi.credentials';
import { REFERENCE, reference } from '../../docs/reference';
import { catalogue } from '../../nodes/Teable/resources';
import codex from '../../nodes/Teable/Teable.node.json';
import triggerCodex from '../../nodes/Teable/TeableTrigger.node.json';
import { events } from '../../nodes/Teable/trigger';

const REPOSITORY = 'https://github.com/n8n-nodes-teable/n8n-nodes-teable';

const ROOT = join(__dirname, '..', '..');

const pagesIn = (folder: string): string[] =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));

const PAGES = [...pagesIn('.'), ...pagesIn('docs'), ...pagesIn('docs/resources')];

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Without code, which has no links and no headings. */
const proseOf = (page: string): string => textOf(page).replace(/```[^]*?```/g, '');

/** GitHub's anchor of a heading. */
const anchorsOf = (page: string): string[] =>
	[...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);

/** The links and pictures that point to files of the project. */
const linksOf = (page: string): string[] =>
	[...proseOf(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
		.map(([, link, picture]) => link ?? picture)
		.filter((link) => !/^[a-z]+:/.test(link));

const brokenLinks = (page: string, links: string[]): string[] =>
	links.filter((link) => {
		const [file, anchor] = link.split('#');
		const target = file === '' ? page : join(dirname(page), file);
		if (!existsSync(resolve(ROOT, target))) return true;
		return anchor !== undefined && !anchorsOf(target).includes(anchor);
	});

const pageOf = (resource: string): string =>
	`docs/resources/${resource.toLowerCase().replaceAll(' ', '-')}.md`;

/** The messages that Troubleshooting explains; `…` stands for what differs. */
const explainedMessages = (): string[] =>
	textOf('docs/troubleshooting.md')
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.slice(2)
		.map((line) => line.split(' | ')[0].slice(2).trim());

/** The code with the messages, without the backslashes before quotes. */
const codeOf = (folder: string): string =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => textOf(join(folder, file)).replaceAll("\\'", "'"))
		.join('\n');

describe('The documentation', () => {
	it.each(PAGES)('%s has only working links', (page) => {
		expect(brokenLinks(page, linksOf(page))).toEqual([]);
	});

	it.each(pagesIn('docs').concat(pagesIn('docs/resources')))(
		'%s can be reached from the README',
		(page) => {
			const reached = new Set(['README.md']);
			for (const from of reached) {
				for (const link of linksOf(from)) {
					const target = join(dirname(from), link.split('#')[0]);
					if (target.endsWith('.md') && existsSync(join(ROOT, target))) reached.add(target);
				}
			}
			expect([...reached]).toContain(page);
		},
	);

	describe.each(catalogue)('of $name', ({ name, operations }) => {
		it.each(operations)('describes $name', (operation) => {
			expect(textOf(pageOf(name))).toContain(`**${operation.name}**`);
		});

		it.each(operations)('names $name in the README', (operation) => {
			const row = textOf('README.md')
				.split('\n')
				.find((line) => line.startsWith(`| [${name}](`));
			expect(row).toContain(operation.name);
		});
	});

	it.each(
		[
			...[new TeableApi(), new TeableOAuth2Api(), new TeableSessionApi()].map(
				({ documentationUrl }) => documentationUrl,
			),
			...[codex, triggerCodex].flatMap(({ resources }) =>
				[...resources.primaryDocumentation, ...resources.credentialDocumentation].map(
					({ url }) => url,
				),
			),
		].filter((url) => url.startsWith(REPOSITORY)),
	)('is where a Docs link in n8n leads to: %s', (url) => {
		expect(url).toContain(`${REPOSITORY}/blob/main/`);
		expect(brokenLinks('README.md', [url.slice(`${REPOSITORY}/blob/main/`.length)])).toEqual([]);
	});

	const code = codeOf('nodes') + codeOf('credentials');

	it.each(explainedMessages())('explains a message that exists: %s', (message) => {
		const parts = message.split('…').map((part) => part.replace(/^[' ]+|[' ]+$/g, ''));
		expect(parts.filter((part) => !code.includes(part))).toEqual([]);
	});

	it('has an up-to-date reference of all fields and options, which `npm run docs` writes', async () => {
		expect(readFileSync(REFERENCE, 'utf8')).toBe(await reference());
	});

	it.each(events)('describes the event $name', ({ name }) => {
		expect(textOf('docs/trigger.md')).toContain(`| **${name}**`);
		expect(textOf('README.md')).toContain(name);
	});
});
