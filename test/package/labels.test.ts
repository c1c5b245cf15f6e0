/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a test runs in Node, outside n8n */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import * as ts from 'typescript';

import { TeableApi } from '../../credentials/TeableApi.credentials';
import { TeableOAuth2Api } from '../../credentials/TeableOAuth2Api.credentials';
import { TeableSessionApi } from '../../credentials/TeableSessionApi.credentials';
import { catalogue } from '../../nodes/Teable/resources';
import { Teable } from '../../nodes/Teable/Teable.node.js';
import { TeableTrigger } from '../../nodes/Teable/TeableTrigger.node.js';

const ROOT = join(__dirname, '..', '..');

/** Labels that other programs show: n8n, Teable and browsers. */
const OTHERS = [
	...['On Error', 'Columns to match on', 'Custom API Call', 'Expression', 'Retry', 'Execute step'],
	...['Fetch Test Event', 'Production URL', 'Header Auth', 'OAuth Redirect URL', 'Credential Type'],
	...['Predefined Credential Type', '⋯ > Import from file', 'Settings > Error Workflow'],
	...['⋯ > Import > From file', 'Trigger manually', 'Actions', 'Triggers', 'On record created'],
	'Execute workflow',
	'Settings > Community nodes > Install',
	...['Automations', 'HTTP request', 'Settings > OAuth apps > New OAuth app'],
	'Settings > Personal access tokens > Create new token',
	...['Application > Cookies', 'Storage'],
];

/** The labels of the nodes and credentials, each with the labels that it is under; '' is the panel itself. */
const LABELS = new Map<string, Set<string>>();

const add = (label: string, ...parents: string[]) =>
	LABELS.set(label, new Set([...(LABELS.get(label) ?? []), ...parents]));

function addProperty({ displayName, options = [], modes = [] }: INodeProperties, parent: string) {
	add(displayName, parent);
	for (const mode of modes) add(mode.displayName, '');
	for (const entry of options) {
		if ('values' in entry) entry.values.forEach((value) => addProperty(value, displayName));
		else if ('type' in entry) addProperty(entry, displayName);
		else add(entry.name, '', displayName);
	}
}

for (const { displayName, properties } of [
	...[new Teable().description, new TeableTrigger().description],
	...[new TeableApi(), new TeableOAuth2Api(), new TeableSessionApi()],
]) {
	add(displayName, '');
	for (const property of properties) addProperty(property, '');
}
for (const { name: resource, operations } of catalogue) {
	for (const { name, action } of operations)
		[name, action].forEach((label) => add(label, resource));
}

/** The strings in code, with `…` for what is inserted. */
function textsIn(node: ts.Node): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	const within = node.getChildren().flatMap(textsIn);
	if (!ts.isTemplateExpression(node)) return within;
	const { head, templateSpans } = node;
	return [[head.text, ...templateSpans.map(({ literal }) => literal.text)].join('…'), ...within];
}

/** The labels in a message that no panel shows, or that are in a collection that the message doesn't name. */
const wrongInMessage = (text: string): string[] =>
	[...text.matchAll(/(?<![\w…'])'([A-Z][^'…]*)'(?!\w)/g)]
		.map(([, label]) => label)
		.filter((label) => !OTHERS.includes(label))
		.filter(
			(label) => ![...(LABELS.get(label) ?? [])].some((at) => !at || text.includes(`'${at}'`)),
		);

/** The same for the bold labels of a page, e.g. **Options > Timeout (Seconds)**. Bold sentences are headings. */
const wrongOnPage = (page: string): string[] =>
	[...page.replace(/```[^]*?```/g, '').matchAll(/\*\*([A-Z⋯][^*]*[^*.:])\*\*/g)]
		.map(([, bold]) => bold)
		.filter((bold) => {
			const [last, parent] = bold.split(' > ').reverse();
			const isShown = (label: string) =>
				parent ? LABELS.get(label)?.has(parent) : LABELS.has(label);
			return !OTHERS.includes(bold) && !last.split(', ').every(isShown);
		});

/** What is wrong in a file, after its path. */
const wrongIn = (file: string): string[] => {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const wrong = file.endsWith('.md')
		? wrongOnPage(text)
		: textsIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)).flatMap(
				wrongInMessage,
			);
	return wrong.map((label) => `${file}: ${label}`);
};

const filesIn = (folder: string, end: string): string[] =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(end))
		.map((file) => join(folder, file));

describe('A label', () => {
	it('is recognised if it does not exist, or is elsewhere', () => {
		expect(wrongInMessage("Set 'Old Name' or 'Table'.")).toEqual(['Old Name']);
		expect(wrongInMessage("Raise 'Timeout (Seconds)'.")).toEqual(['Timeout (Seconds)']);
		expect(wrongInMessage("Raise 'Timeout (Seconds)' under 'Options'.")).toEqual([]);
		expect(wrongOnPage('Set **Old Name** or **Table**.')).toEqual(['Old Name']);
		expect(wrongOnPage('Set **Options > Table**.')).toEqual(['Options > Table']);
		expect(wrongOnPage('Set **Options > Timeout (Seconds)**.')).toEqual([]);
	});

	it.each(['nodes', 'credentials'])(
		'in a message of %s exists, and the message says where',
		(folder) => {
			expect(filesIn(folder, '.ts').flatMap(wrongIn)).toEqual([]);
		},
	);

	it('in bold on a page for users exists', () => {
		const pages = ['README.md', ...filesIn('docs', '.md')];
		expect(pages.filter((page) => page !== 'docs/contributing.md').flatMap(wrongIn)).toEqual([]);
	});
});
