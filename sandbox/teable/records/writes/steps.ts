import { isEqual, mapValues } from 'lodash';
import type { State, Table, TeableRecord, User } from '../../../state';
import { listTrash, takeFromTrash } from '../../trash';
import type { Step } from '../../../undo';
import type { KeyType } from '../cells/keys';
import { deleteRecords, putBack } from './remove';
import { contextOf, updateRecords, type Written } from './write';

/** Undo steps for changes of records. */
export class RecordSteps {
	/** @param keyType how the request identified the fields */
	constructor(
		private readonly state: State,
		private readonly table: Table,
		private readonly user: User,
		private readonly keyType: KeyType = 'name',
	) {}

	/** The old engine can't create records again that were created with field names. */
	creation(written: Written[]): Step {
		const records = written.map(({ record }) => record);
		return this.step(
			() => this.remove(records),
			() => {
				if (this.isBlind) throw new Error(this.unknownFields(written));
				putBack(this.context, records);
			},
		);
	}

	/** 1.10 doesn't remember a duplicate. The old engine of 2026 remembers one that it can never undo. */
	copy(written: Written): Step | undefined {
		if (this.context.engine === 'v2') return this.creation([written]);
		if (this.state.version === '1.10.0') return undefined;
		const fail = () => {
			throw new Error('Can not get record');
		};
		return this.step(fail, fail);
	}

	/**
	 * Call this before the change. If field names were sent, the old engine undoes nothing, but reports success. v2
	 * doesn't remember changes that changed nothing.
	 */
	update(ids: string[]): (written: Written[]) => Step | undefined {
		const before = this.cellsOf(ids);
		return (written) => {
			const sent = new Set(written.flatMap((one) => [...one.sent.values()].map(({ id }) => id)));
			const after = this.cellsOf(ids);
			if (this.context.engine === 'v2' && isEqual(before, after)) return undefined;
			return this.step(
				() => this.write(before, sent),
				() => this.write(after, sent),
			);
		};
	}

	/** The old engine restores deleted records once. After a redo, it reports success but doesn't restore them. */
	deletion(records: TeableRecord[]): Step {
		let redone = false;
		return this.step(
			() => {
				if (redone && this.context.engine === 'v1') return;
				putBack(this.context, records);
				const entry = listTrash(this.state, this.table.id).find(({ resources }) =>
					resources.some(({ id }) => id === records[0].id),
				);
				if (entry) takeFromTrash(this.state, entry);
			},
			() => {
				redone = true;
				this.remove(records);
			},
		);
	}

	private step(undo: () => void, redo: () => void): Step {
		return { undo, redo, once: this.context.engine === 'v2' };
	}

	private remove(records: TeableRecord[]) {
		const ids = records.map(({ id }) => id);
		deleteRecords(this.context, this.user, ids);
	}

	/** v2 ignores a record that no longer exists. 1.10 fails because of it. */
	private write(held: ReturnType<typeof this.cellsOf>, fieldIds: Set<string>) {
		if (this.isBlind) return;
		const { engine, state, table } = this.context;
		const changes = [...held].map(([id, cells]) => ({
			id,
			fields: Object.fromEntries([...fieldIds].map((field) => [field, cells[field] ?? null])),
		}));
		const isGone = changes.some(({ id }) => !table.records.has(id));
		if (isGone && engine === 'v1' && state.version === '1.10.0') {
			throw new Error("Cannot read properties of undefined (reading 'fields')");
		}
		updateRecords(this.context, this.user, changes, { keyType: 'id' });
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
