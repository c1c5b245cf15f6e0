import { mapValues } from 'lodash';
import type { State, Table, TeableRecord, User } from '../state';
import type { Step } from '../undo';
import type { KeyType } from './keys';
import { deleteRecords, putBack } from './remove';
import { contextOf, updateRecords, type Written } from './write';

/** What is done to records, as steps to be taken back. */
export class RecordSteps {
	constructor(
		private readonly state: State,
		private readonly table: Table,
		private readonly user: User,
		private readonly keyType: KeyType = 'name',
	) {}

	/** The old engine cannot create again what was created by the names of fields. */
	creation(written: Written[]): Step {
		const records = written.map(({ record }) => record);
		return {
			undo: () => void deleteRecords(this.context, this.user, idsOf(records)),
			redo: () => {
				if (this.isBlind) throw new Error(this.unknownFields(written));
				putBack(this.context, records);
			},
		};
	}

	/**
	 * To be called before the change. The old engine takes nothing back of a change that was sent by the names
	 * of fields, and says that it did.
	 */
	update(ids: string[]): (written: Written[]) => Step {
		const before = this.cellsOf(ids);
		return (written) => {
			const changed = new Set(
				written.flatMap(({ sent }) => [...sent.values()].map(({ id }) => id)),
			);
			const after = this.cellsOf(ids);
			const write = (held: typeof before) => {
				if (this.isBlind) return;
				const changes = ids
					.filter((id) => held.has(id))
					.map((id) => ({
						id,
						fields: Object.fromEntries(
							[...changed].map((fieldId) => [fieldId, held.get(id)?.[fieldId] ?? null]),
						),
					}));
				updateRecords(this.context, this.user, changes, { keyType: 'id' });
			};
			return { undo: () => write(before), redo: () => write(after) };
		};
	}

	/** The old engine brings deleted records back once: after a redo it says that it does, and does not. */
	deletion(records: TeableRecord[]): Step {
		let redone = false;
		return {
			undo: () => {
				if (!redone || this.context.engine === 'v2') putBack(this.context, records);
			},
			redo: () => {
				redone = true;
				deleteRecords(this.context, this.user, idsOf(records));
			},
		};
	}

	private get context() {
		return contextOf(this.state, this.table);
	}

	private get isBlind(): boolean {
		return this.context.engine === 'v1' && this.keyType === 'name';
	}

	private cellsOf(ids: string[]) {
		const { records } = this.table;
		return new Map(
			ids.flatMap((id) => {
				const cells = records.get(id)?.cells;
				return cells ? [[id, mapValues(cells)] as const] : [];
			}),
		);
	}

	private unknownFields(written: Written[]): string {
		const names = [...new Set(written.flatMap(({ sent }) => [...sent.keys()]))];
		if (this.state.version === '1.10.0') return `Field id: ${names.join(',')} not found`;
		const quoted = names.map((name) => `"${name}"`).join(', ');
		return names.length === 1
			? `Field ${quoted} does not exist in this table`
			: `Fields ${quoted} do not exist in this table`;
	}
}

const idsOf = (records: Array<{ id: string }>) => records.map(({ id }) => id);
