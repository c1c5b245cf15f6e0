import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Base, Space, State, Table } from '../state';
import { cellText } from '../teable/records/cells/values';
import { listTables } from '../teable/tables/tables';
import { escaped, sendPage } from './html';

interface Ids {
	Params: { spaceId: string; baseId: string; tableId: string };
}

/**
 * The pages to which n8n's editor links beside Space, Base and Table, instead of Teable's web app: a space with its
 * bases, a base with its tables, and a table with its records. They only read. Nobody has to sign in, because the
 * sandbox holds no real data.
 */
export function dataPageRoutes(server: FastifyInstance) {
	server.get<Ids>('/space/:spaceId', async ({ state, params }, reply) => {
		const space = spaceOf(state, params.spaceId);
		if (!space) return await sendMissing(reply, 'space');
		const bases = [...state.bases.values()].filter(
			(base) => base.spaceId === space.id && !base.deleted,
		);
		return await sendList(reply, space.name, bases.map(linkToBase));
	});

	server.get<Ids>('/base/:baseId', async ({ state, params }, reply) => {
		const base = baseOf(state, params.baseId);
		if (!base) return await sendMissing(reply, 'base');
		return await sendList(reply, base.name, listTables(state, base).map(linkToTable));
	});

	const sendTable = async ({ state, params }: FastifyRequest<Ids>, reply: FastifyReply) => {
		const base = baseOf(state, params.baseId);
		const table =
			base && listTables(state, base).find((candidate) => candidate.id === params.tableId);
		if (!table) return await sendMissing(reply, 'table');
		return await sendPage(
			reply,
			table.name,
			`<p>In the base ${linkToBase(base)}. Reload the page to see changes.</p>\n${recordsOf(state, table)}`,
			TABLE_STYLE,
		);
	};
	server.get<Ids>('/base/:baseId/table/:tableId', sendTable);
	// The URL in Teable's address bar names the view too.
	server.get<Ids>('/base/:baseId/table/:tableId/:viewId', sendTable);
}

const TABLE_STYLE = `body { max-width: none; margin: 1rem auto; }
	table { border-collapse: collapse; }
	th, td { border: 1px solid GrayText; padding: 0.2rem 0.6rem; text-align: left; vertical-align: top; white-space: pre-wrap; }`;

function recordsOf(state: State, table: Table): string {
	const { fields } = table;
	const rows = [...table.records.values()].map((record) =>
		fields.map((field) => `<td>${escaped(cellText(state, table, record, field))}</td>`),
	);
	const head = fields.map(({ name }) => `<th>${escaped(name)}</th>`);
	return `<table>\n${[head, ...rows].map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')}
</table>\n<p>Records: ${rows.length}</p>`;
}

function spaceOf(state: State, spaceId: string): Space | undefined {
	const space = state.spaces.get(spaceId);
	return space?.deleted ? undefined : space;
}

function baseOf(state: State, baseId: string): Base | undefined {
	const base = state.bases.get(baseId);
	return base && !base.deleted && spaceOf(state, base.spaceId) ? base : undefined;
}

const linkToBase = ({ id, name }: Base) => `<a href="/base/${id}">${escaped(name)}</a>`;

const linkToTable = ({ id, baseId, name }: Table) =>
	`<a href="/base/${baseId}/table/${id}">${escaped(name)}</a>`;

const sendList = async (reply: FastifyReply, title: string, links: string[]) =>
	await sendPage(
		reply,
		title,
		links.length === 0
			? '<p>It is empty.</p>'
			: `<ul>\n${links.map((link) => `<li>${link}</li>`).join('\n')}\n</ul>`,
	);

const sendMissing = async (reply: FastifyReply, kind: string) =>
	await sendPage(
		reply.status(404),
		'Not found',
		`<p>This ${kind} doesn't exist, or is in the trash.</p>`,
	);
