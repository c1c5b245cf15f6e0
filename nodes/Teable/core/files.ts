import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { BINARY_ENCODING, NodeOperationError } from 'n8n-workflow';

/** The bytes of a file: in memory, or as they are read from where n8n keeps it. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** A file that came with an input item. */
export interface InputFile {
	name: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Gives the bytes from the beginning, each time anew. */
	open(): Promise<FileContent>;
}

/** The files of one input item, and those that go out with its results. */
export class Files {
	constructor(
		private readonly execution: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	/**
	 * The file in a binary property, or one that is kept already. A file that n8n keeps on disk is streamed from there; one that it
	 * keeps in memory is decoded only when it is opened.
	 *
	 * @throws NodeOperationError when the item has no such property
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

	/** n8n reads the name through the prototype: what it finds under `constructor` is no file. */
	private found(file: string | IBinaryData): IBinaryData {
		const found = this.execution.helpers.assertBinaryData(this.itemIndex, file);
		if (typeof found.mimeType === 'string') return found;
		throw new NodeOperationError(
			this.execution.getNode(),
			`The item has no binary field '${String(file)}' [item ${this.itemIndex}]`,
			{ itemIndex: this.itemIndex },
		);
	}

	/** Keeps a file for a binary property of the output, on disk where n8n is set up for it. */
	async keep(content: FileContent, name: string, mimeType?: string): Promise<IBinaryData> {
		return await this.execution.helpers.prepareBinaryData(content, name, mimeType);
	}
}
