const UTC_DAY = { date: 'YYYY-MM-DD', time: 'None', timeZone: 'UTC' };
const PARIS_MINUTE = { date: 'YYYY-MM-DD', time: 'HH:mm', timeZone: 'Europe/Paris' };

const choices = (...names: string[]) => ({ choices: names.map((name) => ({ name })) });

export const COMPANIES = {
	name: 'Companies',
	fields: [
		{ name: 'Company', type: 'singleLineText' },
		{
			name: 'Revenue',
			type: 'number',
			options: { formatting: { type: 'currency', precision: 2, symbol: '$' } },
		},
	],
	records: [
		{ fields: { Company: 'Acme', Revenue: 1000 } },
		{ fields: { Company: 'Globex', Revenue: 250.5 } },
		{ fields: { Company: 'Initech' } },
	],
};

export const UNDO = {
	name: 'Undo',
	fields: [
		{ name: 'Name', type: 'singleLineText' },
		{ name: 'Num', type: 'number' },
	],
	records: [],
};

/** A table with a field of every type a caller can write, and the simple computed ones. */
export const everyType = (name: string, companiesId: string) => ({
	name,
	fields: [
		{ name: 'Name', type: 'singleLineText' },
		{ name: 'Notes', type: 'longText' },
		{ name: 'Amount', type: 'number' },
		{ name: 'Status', type: 'singleSelect', options: choices('Todo', 'Doing', 'Done') },
		{ name: 'Tags', type: 'multipleSelect', options: choices('A', 'B', 'C') },
		{ name: 'Due', type: 'date', options: { formatting: UTC_DAY } },
		{ name: 'When', type: 'date', options: { formatting: PARIS_MINUTE } },
		{ name: 'Done', type: 'checkbox' },
		{ name: 'Stars', type: 'rating', options: { icon: 'star', color: 'yellowBright', max: 5 } },
		{ name: 'Owner', type: 'user', options: { isMultiple: false, shouldNotify: false } },
		{ name: 'Team', type: 'user', options: { isMultiple: true, shouldNotify: false } },
		{
			name: 'Company',
			type: 'link',
			options: { relationship: 'manyOne', foreignTableId: companiesId },
		},
		{
			name: 'Partners',
			type: 'link',
			options: { relationship: 'manyMany', foreignTableId: companiesId, isOneWay: true },
		},
		{ name: 'Files', type: 'attachment' },
		{ name: 'No', type: 'autoNumber' },
		{ name: 'Created', type: 'createdTime' },
		{ name: 'Modified', type: 'lastModifiedTime' },
		{ name: 'CreatedBy', type: 'createdBy' },
		{ name: 'ModifiedBy', type: 'lastModifiedBy' },
		{ name: 'Btn', type: 'button', options: { label: 'Go', color: 'teal', maxCount: 2 } },
	],
	records: [],
});

type Ids = Record<string, string>;

/** The computed fields of the table to which the records are written. */
export const dealsComputed = (ids: Ids) => [
	{ name: 'Double', type: 'formula', options: { expression: `{${ids['deals.Amount']}} * 2` } },
	{
		name: 'Label',
		type: 'formula',
		options: { expression: `CONCATENATE({${ids['deals.Name']}}, ' / ', {${ids['deals.Status']}})` },
	},
	lookup('CompanyRevenue', 'number', ids, ids['deals.Company']),
	{
		...lookup('PartnerRevenue', 'rollup', ids, ids['deals.Partners']),
		isLookup: undefined,
		options: { expression: 'sum({values})' },
	},
];

/** The computed fields of the table on which filters are tested. */
export const labComputed = (ids: Ids) => [
	{ name: 'Double', type: 'formula', options: { expression: `{${ids['lab.Amount']}} * 2` } },
	{
		name: 'Label',
		type: 'formula',
		options: { expression: `CONCATENATE({${ids['lab.Name']}}, '!')` },
	},
	lookup('CoRevenue', 'number', ids, ids['lab.Company']),
	lookup('PaRevenue', 'number', ids, ids['lab.Partners']),
];

const lookup = (name: string, type: string, ids: Ids, linkFieldId: string) => ({
	name,
	type,
	isLookup: true,
	lookupOptions: {
		foreignTableId: ids.companies,
		linkFieldId,
		lookupFieldId: ids['companies.Revenue'],
	},
});

/** The rows on which filters are tested; "today" is 24 November 2026. */
export const labRows = (ids: Ids) => [
	{
		Name: 'Alpha',
		Notes: 'first line\nhello',
		Amount: 10,
		Status: 'Todo',
		Tags: ['A'],
		Due: '2026-11-24T00:00:00.000Z',
		When: '2026-11-24T12:00:00.000Z',
		Done: true,
		Stars: 5,
		Owner: { id: ids.user, title: 'tester' },
		Team: [{ id: ids.user, title: 'tester' }],
		Company: { id: ids.acme },
		Partners: [{ id: ids.acme }],
	},
	{
		Name: 'Beta',
		Notes: '100% _sure',
		Amount: 0,
		Status: 'Doing',
		Tags: ['A', 'B'],
		Due: '2026-11-23T00:00:00.000Z',
		When: '2026-11-23T12:00:00.000Z',
		Stars: 3,
		Company: { id: ids.globex },
		Partners: [{ id: ids.acme }, { id: ids.globex }],
	},
	{
		Name: 'gamma',
		Amount: -5.5,
		Status: 'Done',
		Tags: ['A', 'B', 'C'],
		Due: '2026-12-04T00:00:00.000Z',
		When: '2026-12-04T12:00:00.000Z',
		Done: true,
		Stars: 1,
	},
	{
		Name: 'Delta',
		Amount: 1000,
		Due: '2026-10-15T00:00:00.000Z',
		When: '2026-10-15T12:00:00.000Z',
	},
	{ Name: '', Notes: '', Amount: null },
	{
		Name: 'O\'Neil "q" \\ %',
		Status: 'Todo',
		Tags: ['C'],
		Due: '2025-01-15',
		When: '2025-01-15T10:30:00.000Z',
		Amount: 10,
	},
];
