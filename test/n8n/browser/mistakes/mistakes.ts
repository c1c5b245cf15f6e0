import { freePort } from '../../../../demo/ports';
import { choose, chooseFromList, parameter, type } from '../panel';
import { READS, WRITES } from './places';
import type { Mistake, World } from './world';
import { everywhere } from './world';

/** A valid credential is told nothing by `GET /auth/user`, which any may call. */
const VALID = { never: 'The test asks who the token belongs to, which any valid token may.' };

/** The ten likeliest mistakes, a wrong server URL in three forms. */
export const MISTAKES: Record<string, (world: World) => Mistake | Promise<Mistake>> = {
	'a server URL of another site': (world) =>
		world.inCredential(
			{ baseUrl: world.elsewhere },
			`The server at ${world.elsewhere} is not Teable. Set 'Server URL' in the credential to the URL of your Teable server.`,
		),
	'a server URL without http://': (world) => {
		const { host } = new URL(world.sandbox.url);
		return world.inCredential(
			{ baseUrl: host },
			`The server at https://${host} does not use HTTPS. If its URL begins with http://, enter it that way in 'Server URL' in the credential.`,
		);
	},
	'a server URL that does not exist': (world) =>
		world.inCredential(
			{ baseUrl: 'https://teable.invalid' },
			"Can't find the server teable.invalid. Check 'Server URL' in the credential.",
		),
	'half a token': (world) =>
		world.inCredential(
			{ accessToken: world.sandbox.tokens.full.token.slice(0, 40) },
			"The token in the credential is incomplete or mistyped. Copy all of it into 'Access Token', from 'teable_' to the end, or create a new one in Teable.",
		),
	'an expired token': (world) =>
		world.inCredential(
			{ accessToken: world.sandbox.tokens.expired.token },
			"Teable does not accept the token in the credential: it has expired, was rotated or deleted, or is mistyped. Create a new one in Teable and paste it into 'Access Token'.",
		),
	'a server that is down': async (world) => {
		const baseUrl = `http://127.0.0.1:${await freePort()}`;
		return world.inCredential(
			{ baseUrl },
			`Can't reach ${baseUrl}. Check that the Teable server is running, and 'Server URL' in the credential.`,
		);
	},
	'a missing scope': async (world) => {
		const accessToken = await world.createToken(['base|read', 'table|read']);
		const lacks =
			'The token lacks the scope field|read, or your role in this space or base does not allow it. Add the scope in Teable, or use another credential.';
		return {
			...world.inCredential({ accessToken }, lacks),
			cells: {
				...everywhere(lacks),
				'credential test': VALID,
				list: "This credential can't list bases. Choose By URL and paste the URL of the base from your browser, or leave 'Base' empty and specify 'Table' by URL.",
			},
		};
	},
	'a token for another base': (world) => {
		const { projects: baseId, tasks: tableId } = world.tables;
		const accessToken = world.sandbox.tokens.oneBase.token;
		const credential = { baseUrl: world.sandbox.url, accessToken };
		const limited = (what: string) =>
			`The token cannot access the ${what}: it is limited to other spaces or bases. Add this one to it in Teable, or use another credential.`;
		return {
			work: { credential, baseId, tableId },
			cells: {
				...everywhere(limited(`table '${tableId}'`)),
				'credential test': VALID,
				list: limited(`base '${baseId}'`),
			},
			remedy: world.fillIn({ 'Access Token': world.sandbox.tokens.full.token }),
		};
	},
	'a wrong ID': (world) => {
		const [baseId, tableId] = ['bseAAAAAAAAAAAAAAAA', 'tblAAAAAAAAAAAAAAAA'];
		const none = (what: string) =>
			`Teable has no ${what}. It may have been deleted. Check the ID, or choose another one.`;
		return {
			work: { credential: world.credential, baseId, tableId },
			cells: {
				...everywhere(none(`table '${tableId}'`)),
				'credential test': VALID,
				list: none(`base '${baseId}'`),
			},
			remedyInNode: async (page) => {
				for (const [label, name] of [
					['Base', 'CRM'],
					['Table', 'Contacts'],
				]) {
					const locator = parameter(page, label);
					await choose(locator.getByTestId('rlc-mode-selector'), 'From list');
					await chooseFromList(locator, name);
				}
			},
		};
	},
	'a deleted field': async (world) => {
		const { tasks: tableId } = world.tables;
		const id = await world.createAndDeleteField('Extra');
		const { Task } = world.fields;
		return {
			work: {
				credential: world.credential,
				tableId,
				read: conditions(id, 'isNotEmpty'),
				write: mapping({ [Task]: 'Ada', [id]: 'x' }, { [Task]: 'Task', [id]: 'Extra' }),
				trigger: { event: 'recordUpdated', watchedFields: [id] },
			},
			cells: {
				'credential test': VALID,
				// These two are n8n's own.
				list: `The value "${id}" is not supported!`,
				mapper: 'Columns are outdated. Refresh to see the changes.',
				run: `Column 'Extra' (${id}) no longer exists in the table. Refresh the column list, or remove the column there.`,
				trigger: `'Watched Field Names or IDs' contains '${id}', which the table doesn't have. Its columns are 'Task', 'Due', 'Done', 'Stars', 'No'.`,
			},
			list: async (places) => await places.warning(READS, 'list'),
			mapper: async (places) => await places.outdated(),
			failing: WRITES,
			remedyInNode: async (page) => {
				const mapper = page.getByTestId('mapping-fields-container');
				await mapper.getByTitle('Refresh').click();
				await parameter(page, 'Extra').waitFor({ state: 'detached' });
			},
		};
	},
	'a value of the wrong type': (world) => {
		const { tasks: tableId } = world.tables;
		const { Stars } = world.fields;
		return {
			work: {
				credential: world.credential,
				tableId,
				write: mapping({ [Stars]: '9' }, { [Stars]: 'Stars' }, 'number'),
				trigger: { event: 'recordMatchesFilter', ...conditions(Stars, 'isGreater', 'many') },
			},
			cells: {
				'credential test': VALID,
				list: { never: 'A list takes no value but the text to search for, which is any.' },
				mapper: {
					never: "n8n's field for a number takes no letters; more it does not know of a column.",
				},
				run: "'9' isn't valid for 'Stars'. It accepts a whole number from 1 to 5.",
				trigger:
					"'Filter' has a value that isn't valid for the column 'Stars' (rating) with the operator 'isGreater': 'many'. It accepts a number, e.g. 12.5.",
			},
			failing: WRITES,
			remedyInNode: async (page) => await type(parameter(page, 'Stars'), '4'),
		};
	},
	'a request limit': (world) => {
		world.sandbox.inject({ kind: 'status', status: 429, retryAfter: '300', times: 1000 });
		return {
			work: { credential: world.credential, tableId: world.tables.contacts },
			cells: everywhere(
				"This account has reached Teable's request limit. Try again in a minute. In a workflow, send fewer items, run it less often, or raise 'Wait When Rate Limited (Seconds)' under 'Options'.",
			),
			remedy: async () => await Promise.resolve(world.sandbox.clearFaults()),
		};
	},
};

const conditions = (fieldId: string, operator: string, value?: string) => ({
	filterBy: 'conditions',
	conditions: { condition: [{ fieldId, operator, value }] },
});

/** What the mapper keeps. @param names those of its columns, by ID */
const mapping = (
	value: Record<string, string>,
	names: Record<string, string>,
	type = 'string',
) => ({
	columns: {
		...{ mappingMode: 'defineBelow', value, matchingColumns: [] },
		schema: Object.entries(names).map(([id, displayName]) => ({
			...{ id, displayName, type, display: true, canBeUsedToMatch: true },
			...{ required: false, defaultMatch: false },
		})),
	},
});
