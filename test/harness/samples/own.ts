import type { INodeParameters } from 'n8n-workflow';

import type { TestServer } from '../server';
import type { TestTable } from '../table';
import { baseSamples } from './base';
import { collaboratorSamples } from './collaborator';
import { customRequestSamples } from './customRequest';
import { fieldSamples } from './field';
import { recordSamples } from './record';
import { tableSamples } from './table';
import { trashSamples } from './trash';
import { triggerSamples } from './trigger';
import { viewSamples } from './view';

/**
 * What operations of a resource need to run, in addition to the shared values, by the operation's value. It is
 * created again for each test, because an operation may delete it.
 */
export type OwnSamples = Record<
	string,
	(server: TestServer, table: TestTable) => INodeParameters | Promise<INodeParameters>
>;

const BY_RESOURCE: Record<string, OwnSamples> = {
	base: baseSamples,
	collaborator: collaboratorSamples,
	customRequest: customRequestSamples,
	field: fieldSamples,
	record: recordSamples,
	table: tableSamples,
	trash: trashSamples,
	view: viewSamples,
};

/** The parameters of an operation that differ from `sampleValues`. */
export async function ownSamples(
	server: TestServer,
	table: TestTable,
	resource: string,
	operation: string,
): Promise<INodeParameters> {
	return (await BY_RESOURCE[resource]?.[operation]?.(server, table)) ?? {};
}

/** The parameters of an event that differ from `sampleValues`. */
export const samplesOfEvent = async (
	server: TestServer,
	table: TestTable,
	event: string,
): Promise<INodeParameters> => (await triggerSamples[event]?.(server, table)) ?? {};
