import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { BINARY_ENCODING, NodeOperationError } from 'n8n-workflow';

import { attempt } from './attempt';

/** The bytes of a file: in memory, or as a stream from n8n's storage. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** A file that came with an input item. */
export interface InputFile {
	name: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Reads the bytes from the beginning, on every call. */
	open(): Promise<FileContent>;
}

/** The files of one input item and of its results. */
export class Files {
	constructor(
		private readonly execution: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	/**
	 * A file of the item, by the name of its binary field, or one that n8n has already stored. A file on disk is streamed.
	 * A file in memory is decoded only when it is opened.
	 *
	 * @throws NodeOperationError if the item has no such binary field
	 */
	async get(file: string | IBinaryData): Promise<InputFile> {
		const { helpers } = this.execution;
		const { id, data, fileName, mimeType } = this.found(file);
		const stored = id === undefined ? undefined : await helpers.getBinaryMetadata(id);
		return {
			name: fileName ?? (typeof file === 'string' ? file : 'file'),
			mimeType,
			size: stored?.fileSize ?? Buffer.byteLength(data, BINARY_ENCODING),
			open: async () =>
				id === undefined ? Buffer.from(data, BINARY_ENCODING) : await helpers.getBinaryStream(id),
		};
	}

	/** n8n looks the name up through the prototype, so what it finds under `constructor` is not a file. */
	private found(file: string | IBinaryData): IBinaryData {
		const { helpers } = this.execution;
		const found = attempt(() => helpers.assertBinaryData(this.itemIndex, file));
		if (!(found instanceof Error) && typeof found.mimeType === 'string') return found;
		const { binary = {} } = this.execution.getInputData()[this.itemIndex];
		const names = Object.keys(binary).map((name) => `'${name}'`);
		const remedy =
			names.length > 0
				? `Its binary fields are ${names.join(', ')}.`
				: 'It has no files. Check the node before this one.';
		throw new NodeOperationError(
			this.execution.getNode(),
			`The item has no binary field '${String(file)}' [item ${this.itemIndex}]. ${remedy}`,
			{ itemIndex: this.itemIndex },
		);
	}

	/** Stores a file for a binary field of the output, on disk if n8n is set up for it. */
	async keep(content: FileContent, name: string, mimeType?: string): Promise<IBinaryData> {
		return await this.execution.helpers.prepareBinaryData(content, name, mimeType);
	}
}
