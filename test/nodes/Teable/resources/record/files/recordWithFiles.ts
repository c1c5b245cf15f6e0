import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import type { OtherServer } from '../../../../../harness/otherServer';
import { startOther } from '../../../../../harness/otherServer';
import type { RunOptions } from '../../../../../harness/server';
import type { TestTable } from '../../../../../harness/table';

type Answer = NonNullable<Parameters<typeof startOther>[0]>['answer'];

/** The parameter 'Field' of an operation on attachments. */
export const inField = (name: string): INodeParameters => ({
	fieldId: { __rl: true, mode: 'name', value: name },
});

/** A record with attachment fields, and the other servers that a test starts. */
export function recordWithFiles(table: () => TestTable, fields: string[] = ['Files']) {
	const others: OtherServer[] = [];
	let recordId: string;

	beforeEach(async () => {
		for (const name of fields) await table().addField({ name, type: 'attachment' });
		[recordId] = await table().fill([{ Name: 'Nathan' }]);
		table().server.sandbox.resetRequests();
	});

	afterEach(async () => {
		for (const other of others.splice(0)) await other.stop();
	});

	/** The parameters of an operation on the record. */
	const ofRecord = (more: INodeParameters = {}): INodeParameters => ({
		recordId: { __rl: true, mode: 'id', value: recordId },
		...more,
	});

	/** Uploads the files of each item, by default to 'Files'. */
	const upload = async (
		binary: IBinaryKeyData[],
		more: INodeParameters = {},
		options?: RunOptions,
	) =>
		await table().run('uploadAttachment', ofRecord({ ...inField('Files'), ...more }), {
			items: binary.map((_, number) => ({ number })),
			binary,
			...options,
		});

	return {
		recordId: () => recordId,
		ofRecord,

		upload,

		/** Uploads files that a test then downloads. */
		async attach(binary: IBinaryKeyData, field = 'Files') {
			const binaryFields = Object.keys(binary).join();
			const { error } = await upload([binary], { ...inField(field), binaryFields });
			expect(error?.message).toBeUndefined();
			table().server.sandbox.resetRequests();
		},

		/** Downloads the record's files, by default of all fields. */
		download: async (more: INodeParameters = {}, options?: RunOptions) =>
			await table().run('downloadAttachments', ofRecord(more), options),

		/** The names of the record's files. */
		async files() {
			const [{ Files = [] }] = await table().rows();
			return (Files as IDataObject[]).map(({ name }) => name);
		},

		/** Starts a server that is stopped after the test. It answers 404 by default. */
		async startOther(answer?: Answer) {
			const other = await startOther({ answer });
			others.push(other);
			return other;
		},
	};
}
